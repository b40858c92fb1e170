import { IconAlertTriangle, IconArrowBackUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findField } from '../../shared/catalogue/catalogue.ts'
import type { Reversal } from '../../shared/contract/change-set.contract.ts'
import { recordRoute } from '../records/record-paths.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './reversal.module.css'

const lines = [
  { key: 'revert', icon: IconArrowBackUp },
  { key: 'recreate', icon: IconPlus },
  { key: 'remove', icon: IconTrash },
  { key: 'conflicts', icon: IconAlertTriangle },
] as const

const reasons = ['changed-since', 'attached-since', 'owner-gone'] as const
/** What keeps a record from going back; other codes are those of rules. */
const reasonOf = (reason: string) => reasons.find((one) => one === reason) ?? 'rule'

/** What an undo or a restore would do, counted, with some of the records that moved since. */
export function ReversalCounts({ plan }: { plan: Reversal }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const shown = lines.filter(({ key }) => plan[key] > 0)
  if (shown.length === 0) return <p className={classes['text']}>{t('reversal.nothing')}</p>
  return (
    <>
      <ul className={classes['counts']}>
        {shown.map(({ key, icon: Sign }) => (
          <li key={key} className={classes['count']} data-kind={key}>
            <Sign size={16} stroke={1.8} aria-hidden />
            {t(`reversal.${key}`, { count: plan[key] })}
          </li>
        ))}
      </ul>
      {plan.sample.length > 0 ? (
        <div>
          <p className={classes['heading']}>{t('reversal.sample')}</p>
          <ul className={classes['sample']}>
            {plan.sample.map(({ entity, recordId, label, reason, field }) => (
              <li key={`${entity}-${recordId}-${field}`}>
                {entity === 'address' ? (
                  label
                ) : (
                  <Link to={recordRoute(entity)} params={{ id: String(recordId) }} className={classes['link']}>
                    {label}
                  </Link>
                )}
                <span className={classes['reason']}>
                  {field ? `${findField(entity, field)?.label[language] ?? field} · ` : ''}
                  {t(`reversal.reasons.${reasonOf(reason)}`)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  )
}
