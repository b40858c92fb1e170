import {
  IconArrowBackUp,
  IconArrowMerge,
  IconFileImport,
  IconListCheck,
  IconPencil,
  IconRestore,
  IconSparkles,
  IconTableOptions,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ChangeSet, ListedChangeSet } from '../../shared/contract/change-set.contract.ts'
import { SeverityTag } from '../design/SeverityTag.tsx'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { useEffectText } from './use-effect-text.ts'
import classes from './change-sets.module.css'

const signs: Record<ChangeSet['kind'], Icon> = {
  edit: IconPencil,
  import: IconFileImport,
  journal: IconListCheck,
  'mass-action': IconTableOptions,
  merge: IconArrowMerge,
  undo: IconArrowBackUp,
  restore: IconRestore,
  'sample-data': IconSparkles,
}

/** One change set in the list: what it was, what it did, by whom and when. */
export function ChangeSetLine({ changeSet }: { changeSet: ListedChangeSet }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const effectOf = useEffectText()
  const { id, kind, source, author, at, undoneBy, undoes } = changeSet
  const Sign = signs[kind]
  return (
    <li>
      <Link
        to="/change-sets/$id"
        params={{ id: String(id) }}
        className={classes['line']}
        data-undone={undoneBy !== null || undefined}
      >
        <span className={classes['sign']}>
          <Sign size={16} stroke={1.7} aria-hidden />
        </span>
        <span className={classes['main']}>
          <span className={classes['title']}>
            {t(`changeSets.kind.${kind}`)}
            {source ? <span className={classes['source']}>{source}</span> : null}
            {undoneBy === null ? null : <SeverityTag severity="gray">{t('changeSets.undone')}</SeverityTag>}
          </span>
          <span className={classes['effect']}>
            {undoes === null ? '' : `${t('changeSets.undoes', { id: undoes })} · `}
            {changeSet.counts ? effectOf({ counts: changeSet.counts }) : '…'}
          </span>
        </span>
        <span className={classes['who']}>
          <span>{author}</span>
          <time dateTime={at} className="tabular">
            {formatMoment(at, language)}
          </time>
        </span>
        <span className={classes['number']}>{t('changeSets.one', { id })}</span>
      </Link>
    </li>
  )
}
