import type { RenderTreeNodePayload } from '@mantine/core'
import { IconBuilding, IconChevronRight, IconLock, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordRoute } from '../records/record-paths.ts'
import type { Branch } from './use-tree-data.ts'
import classes from './trees.module.css'

type Props = { branch: Branch; payload: RenderTreeNodePayload; onOpen: () => void }

/** One line of a tree: a group or company opens and says how many it holds; a name leads to its record. */
export function TreeBranch({ branch, payload, onOpen }: Props) {
  const { t } = useTranslation()
  const { kind, id, label, hint, count, isRestricted } = branch
  const { expanded, hasChildren, elementProps } = payload
  if (kind === 'loading') {
    return (
      <div {...elementProps} className={classes['line']}>
        <span className={classes['quiet']}>{t('trees.loading')}</span>
      </div>
    )
  }
  if (kind === 'more') {
    return (
      <div className={classes['line']} style={elementProps.style}>
        <button type="button" tabIndex={-1} className={classes['more']} onClick={onOpen}>
          {t('trees.more')}
        </button>
      </div>
    )
  }
  return (
    <div {...elementProps} className={`${elementProps.className} ${classes['line']}`}>
      <IconChevronRight
        size={15}
        stroke={2}
        aria-hidden
        className={classes['chevron']}
        data-open={expanded || undefined}
        data-none={!hasChildren || undefined}
      />
      {kind === 'group' ? (
        <strong className={classes['group']}>{label || t('trees.noType')}</strong>
      ) : (
        <>
          {kind === 'company' ? (
            <IconBuilding size={15} stroke={1.6} aria-hidden className={classes['icon']} />
          ) : (
            <IconUser size={15} stroke={1.6} aria-hidden className={classes['icon']} />
          )}
          <Link
            to={recordRoute(kind)}
            params={{ id: String(id) }}
            tabIndex={-1}
            className={classes['name']}
            onClick={(event) => event.stopPropagation()}
          >
            {label}
          </Link>
          {isRestricted ? <IconLock size={13} className={classes['icon']} aria-label={t('list.restricted')} /> : null}
          {hint ? <span className={classes['quiet']}>{hint}</span> : null}
        </>
      )}
      {count > 0 ? (
        <span className={`${classes['count']} tabular`}>
          {kind === 'group' ? t('trees.count', { count }) : t('trees.contacts', { count })}
        </span>
      ) : null}
    </div>
  )
}
