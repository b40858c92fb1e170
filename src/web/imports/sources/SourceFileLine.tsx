import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SourceFile } from '../../../shared/contract/import-source.contract.ts'
import { SeverityTag, type Severity } from '../../design/SeverityTag.tsx'
import { formatBytes } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from './sources.module.css'

export const outcomeSeverity: Record<SourceFile['outcome'], Severity> = {
  taken: 'gray',
  applied: 'green',
  stopped: 'yellow',
  known: 'gray',
  refused: 'red',
  dropped: 'gray',
}

/** What the import is, from the file's side. */
const linkTexts = { stopped: 'seeDraft', known: 'seeFirst' } as const

/** A file that was taken: what became of it, why, what it did or would have done, and its import. */
export function SourceFileLine({ file }: { file: SourceFile }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { name, size, outcome, reasons, counts, movedTo } = file
  const link = outcome === 'stopped' || outcome === 'known' ? linkTexts[outcome] : 'seeImport'
  const deleted = counts && counts.deleted > 0 ? t('sources.history.deleted', { count: counts.deleted }) : null
  return (
    <li className={classes['taken']}>
      <div className={classes['title']}>
        <span className={classes['fileName']}>{name}</span>
        <SeverityTag severity={outcomeSeverity[outcome]}>{t(`sources.history.outcome.${outcome}`)}</SeverityTag>
        <span className={classes['quiet']}>{formatBytes(size, language)}</span>
      </div>
      {reasons.map((reason) => (
        <span key={reason.code} className={classes['reason']}>
          {reason.message}
        </span>
      ))}
      {counts ? (
        <span className={classes['quiet']}>
          {[t('sources.history.counts', counts), deleted].filter(Boolean).join(' · ')}
        </span>
      ) : null}
      {movedTo === null ? null : (
        <span className={classes['quiet']}>{t('sources.history.movedTo', { path: movedTo })}</span>
      )}
      {file.import === null ? null : (
        <Link to="/imports/$id" params={{ id: String(file.import) }} className={classes['link']}>
          {t(`sources.history.${link}`)}
        </Link>
      )}
    </li>
  )
}
