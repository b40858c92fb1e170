import { IconFolderSearch, IconServer2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportSource } from '../../../shared/contract/import-source.contract.ts'
import { SeverityTag } from '../../design/SeverityTag.tsx'
import { StatusDot } from '../../design/StatusDot.tsx'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { outcomeSeverity } from './SourceFileLine.tsx'
import { stateOf, stateTones, useSourceText } from './use-source-text.ts'
import classes from './sources.module.css'

/** One source: where, how it does, its last file, when it looks next. */
export function SourceLine({ source }: { source: ImportSource }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const text = useSourceText()
  const { id, name, place, lastFile, lastRunAt, nextRunAt, isActive, trouble } = source
  const state = stateOf(source)
  const Sign = place.kind === 'folder' ? IconFolderSearch : IconServer2
  return (
    <li className={classes['line']}>
      <span className={classes['sign']}>
        <Sign size={17} stroke={1.6} aria-hidden />
      </span>
      <div className={classes['main']}>
        <div className={classes['title']}>
          <Link to="/imports/sources/$id" params={{ id: String(id) }} className={classes['name']}>
            {name}
          </Link>
          <StatusDot tone={stateTones[state]} label={t(`sources.state.${state}`)} isHollow={state === 'off'} />
        </div>
        <span className={classes['quiet']}>
          {t(`sources.${place.kind}`)} · {text.place(source)} · {text.schedule(source)}
        </span>
        {trouble ? <span className={classes['error']}>{trouble.message}</span> : null}
      </div>
      <div className={classes['last']}>
        {lastFile ? (
          <>
            <span className={classes['file']}>{lastFile.name}</span>
            <SeverityTag severity={outcomeSeverity[lastFile.outcome]}>
              {t(`sources.history.outcome.${lastFile.outcome}`)}
            </SeverityTag>
          </>
        ) : null}
      </div>
      <div className={classes['times']}>
        <span>
          {lastRunAt === null ? t('sources.never') : t('sources.last', { moment: formatMoment(lastRunAt, language) })}
        </span>
        {isActive && nextRunAt !== null ? (
          <span>{t('sources.next', { moment: formatMoment(nextRunAt, language) })}</span>
        ) : null}
      </div>
    </li>
  )
}
