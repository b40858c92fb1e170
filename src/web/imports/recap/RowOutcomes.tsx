import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import { Card } from '../../design/Card.tsx'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { rowOutcomes } from './recap-counts.ts'
import classes from './recap.module.css'

/** What becomes of every row of the file, adding up to the rows read; and how many found a company. */
export function RowOutcomes({ recap, isDone = false }: { recap: ImportRecap; isDone?: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <Card title={t('imports.recap.rowsTitle')} aside={t('imports.recap.read', { count: recap.read })}>
      <div className={classes['stack']} aria-hidden>
        {rowOutcomes.map((outcome) =>
          recap[outcome] > 0 ? (
            <span key={outcome} data-outcome={outcome} style={{ flexGrow: recap[outcome] }} />
          ) : null,
        )}
      </div>
      <dl className={classes['outcomes']}>
        {rowOutcomes.map((outcome) => (
          <div key={outcome} data-none={recap[outcome] === 0 || undefined}>
            <dt>
              <span className={classes['swatch']} data-outcome={outcome} aria-hidden />
              {t(`imports.recap.outcomes.${outcome}`)}
            </dt>
            <dd>{formatCount(recap[outcome], language)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes['matched']}>
        <strong>
          {recap.matched === 0 ? t('imports.recap.matchedNone') : t('imports.recap.matched', { count: recap.matched })}
        </strong>{' '}
        {isDone ? null : t('imports.recap.matchedText')}
      </p>
    </Card>
  )
}
