import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSetKinds } from '../../shared/contract/change-set.contract.ts'
import type { HistoryEntry, ListEntity } from '../../shared/contract/record.contract.ts'
import type { References } from '../fields/use-value-text.ts'
import { useCan } from '../session/use-session.ts'
import { formatTime } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { FieldChanges } from './FieldChanges.tsx'
import classes from './history.module.css'

type Props = { entry: HistoryEntry; owner: ListEntity; references: References }

/** One change: who, when, through what, and what it changed field by field. */
export function HistoryItem({ entry, owner, references }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const [isOpen, setOpen] = useState(entry.action === 'update')
  const isChild = entry.entity !== owner
  const what = t(`history.${entry.entity}`, { label: entry.label || t('history.unnamed') })
  const verb = `${entry.action}d` as const
  const kind = changeSetKinds.find((one) => one === entry.kind)
  const count = Object.keys(entry.fields).length
  const undone = kind === 'undo' && /^\d+$/.test(entry.source ?? '') ? entry.source : null
  const through = (
    undone
      ? [t('changeSets.undoes', { id: undone })]
      : [kind && kind !== 'edit' ? t(`changeSets.kind.${kind}`) : null, entry.source]
  )

    .filter(Boolean)
    .join(' · ')

  return (
    <li className={classes['entry']}>
      <span className={classes['dot']} data-action={entry.action} aria-hidden />
      <div className={classes['content']}>
        <div className={classes['head']}>
          <span>
            <strong>{entry.author}</strong>{' '}
            {isChild ? t(`history.${verb}Child`, { label: what }) : t(`history.${verb}`)}
          </span>
          <span className={classes['meta']}>
            {through ? `${through} · ` : ''}
            {can('changeSet.see') ? (
              <Link to="/change-sets/$id" params={{ id: String(entry.changeSet) }} className={classes['link']}>
                {t('history.changeSet', { id: entry.changeSet })}
              </Link>
            ) : null}
            <time dateTime={entry.at} className="tabular">
              {formatTime(entry.at, language)}
            </time>
          </span>
        </div>
        {isOpen ? (
          <FieldChanges entity={entry.entity} fields={entry.fields} action={entry.action} references={references} />
        ) : null}
        {entry.action !== 'update' && count > 0 ? (
          <button type="button" className={classes['toggle']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('history.hideFields') : t('history.showFields', { count })}
          </button>
        ) : null}
      </div>
    </li>
  )
}
