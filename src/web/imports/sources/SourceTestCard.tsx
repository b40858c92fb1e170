import { useTranslation } from 'react-i18next'
import type { SourceTest } from '../../../shared/contract/import-source.contract.ts'
import { Card } from '../../design/Card.tsx'
import { SeverityTag, type Severity } from '../../design/SeverityTag.tsx'
import { formatBytes, formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from './sources.module.css'

const severities: Record<SourceTest['files'][number]['state'], Severity> = {
  new: 'green',
  known: 'gray',
  other: 'gray',
  link: 'yellow',
}

/** What a test found: the key of the server, and each file with what would become of it. */
export function SourceTestCard({ result }: { result: SourceTest }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { hostKey, isHostKeyNew, files, total } = result
  return (
    <Card title={t('sources.tested.title')} isFlush>
      <div aria-live="polite">
        {isHostKeyNew ? (
          <p className={classes['keyNew']}>
            {t('sources.tested.keyNew')} <code className={classes['mono']}>{hostKey}</code>
          </p>
        ) : null}
        {files.length === 0 ? <p className={classes['nothing']}>{t('sources.tested.none')}</p> : null}
        <ul className={classes['found']}>
          {files.map((file) => (
            <li key={file.name} className={classes['foundFile']}>
              <span className={classes['fileName']}>{file.name}</span>
              <span className={classes['quiet']}>
                {formatBytes(file.size, language)} · {formatMoment(file.modifiedAt, language)}
              </span>
              <SeverityTag severity={severities[file.state]}>{t(`sources.tested.state.${file.state}`)}</SeverityTag>
            </li>
          ))}
        </ul>
        {total > files.length ? (
          <p className={classes['nothing']}>{t('sources.tested.more', { count: total - files.length })}</p>
        ) : null}
      </div>
    </Card>
  )
}
