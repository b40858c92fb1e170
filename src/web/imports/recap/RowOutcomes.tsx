import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { Card } from '../../design/Card.tsx'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { rowOutcomes } from './recap-counts.ts'
import classes from './recap.module.css'

type Props = { entity: ListEntity; recap: ImportRecap; isDone?: boolean }

/** What becomes of every row of the file, adding up to the rows read; and how many found a record. */
export function RowOutcomes({ entity, recap, isDone = false }: Props) {
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
              {outcome === 'created' ? t(`importOf.${entity}.created`) : t(`imports.recap.outcomes.${outcome}`)}
            </dt>
            <dd>{formatCount(recap[outcome], language)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes['matched']}>
        <strong>
          {recap.matched === 0
            ? t(`importOf.${entity}.matchedNone`)
            : t(`importOf.${entity}.matched`, { count: recap.matched })}
        </strong>{' '}
        {isDone ? null : t('imports.recap.matchedText')}
      </p>
    </Card>
  )
}
