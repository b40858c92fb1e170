import { useTranslation } from 'react-i18next'
import type { RefusalReason } from '../../../shared/contract/journal.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import classes from './Journal.module.css'

/** Why records are, or were, refused, and how many by each reason. */
export function RefusalReasons({ entity, reasons }: { entity: ListEntity; reasons: readonly RefusalReason[] }) {
  const { t } = useTranslation()
  if (reasons.length === 0) return null
  return (
    <div className={classes['reasons']}>
      <h3 className={classes['reasonsTitle']}>{t('journals.preview.reasons')}</h3>
      <ul>
        {reasons.map(({ code, message, records }) => (
          <li key={`${code} ${message}`}>
            <span className={classes['reasonText']}>{message}</span>
            <span className="tabular">{t(`list.${entity}.total`, { count: records })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
