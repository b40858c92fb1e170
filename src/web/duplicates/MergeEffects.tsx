import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { MergeChoices, previewMerge } from '../../shared/contract/merge.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { Card } from '../design/Card.tsx'
import { SeverityTag } from '../design/SeverityTag.tsx'
import classes from './merge.module.css'

export type MergePreview = z.infer<typeof previewMerge.result>
type Props = { entity: ListEntity; preview: MergePreview; choices: MergeChoices }

/** What the merge will do beyond the values, and why it would be refused. */
export function MergeEffects({ entity, preview, choices }: Props) {
  const { t } = useTranslation()
  const { records, effects, faults } = preview
  const going = records.filter(({ id }) => id !== choices.survivor)
  const labels = going.map(({ label }) => label).join(' », « ')
  const counted = (['contacts', 'addresses', 'sameAddresses', 'references'] as const).filter(
    (name) => effects[name] > 0,
  )
  return (
    <Card title={t('merge.effects')}>
      <ul className={classes['effects']} aria-live="polite">
        <li>{t(entity === 'company' ? 'merge.goes' : 'merge.goesContact', { labels, count: going.length })}</li>
        {counted.map((name) => (
          <li key={name}>{t(`merge.${name}`, { count: effects[name] })}</li>
        ))}
        {effects.isRestricted ? <li>{t('merge.restricted')}</li> : null}
        <li>{t('merge.history')}</li>
      </ul>
      {faults.length > 0 ? (
        <div className={classes['faults']} role="alert">
          <SeverityTag severity="red">{t('merge.cannot')}</SeverityTag>
          <ul>
            {faults.map(({ code, field, message }) => (
              <li key={`${code}-${field}`}>{message}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  )
}
