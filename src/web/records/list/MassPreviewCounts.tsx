import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MassAct, MassPreview } from '../../../shared/contract/mass-action.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { SeverityTag } from '../../design/SeverityTag.tsx'
import { recordRoute } from '../record-paths.ts'
import classes from './RecordList.module.css'

type Props = { entity: ListEntity; act: MassAct; preview: MassPreview }

/** What a mass action would do, counted, and what it cannot, with the reasons and the first records concerned. */
export function MassPreviewCounts({ entity, act, preview }: Props) {
  const { t } = useTranslation()
  const { change, unchanged, refused, reasons, refusedSample, alsoDeleted } = preview
  const { contacts, addresses } = alsoDeleted
  return (
    <div className={classes['preview']} aria-live="polite">
      <p>{t(`list.mass.${entity}.${act.kind}Text`, { count: change })}</p>
      {contacts > 0 ? <p>{t('list.mass.alsoContacts', { count: contacts })}</p> : null}
      {addresses > 0 ? <p>{t('list.mass.alsoAddresses', { count: addresses })}</p> : null}
      {unchanged > 0 ? <p>{t('list.mass.unchanged', { count: unchanged })}</p> : null}
      {refused > 0 ? (
        <>
          <p>
            <SeverityTag severity="red">{t('list.mass.refused', { count: refused })}</SeverityTag>
          </p>
          <ul className={classes['previewList']}>
            {reasons.map(({ code, message, records }) => (
              <li key={`${code}-${message}`}>
                {message} <span className="tabular">({records})</span>
              </li>
            ))}
          </ul>
          <ul className={classes['previewList']}>
            {refusedSample.map(({ id, label }) => (
              <li key={id}>
                <Link to={recordRoute(entity)} params={{ id: String(id) }} className={classes['link']}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
