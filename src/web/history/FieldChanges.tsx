import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { findField } from '../../shared/catalogue/catalogue.ts'
import type { EntityName } from '../../shared/catalogue/field.ts'
import type { HistoryEntry } from '../../shared/contract/record.contract.ts'
import { FieldText } from '../fields/FieldText.tsx'
import { useValueText, type References } from '../fields/use-value-text.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './history.module.css'

type Props = {
  entity: EntityName
  fields: HistoryEntry['fields']
  action: HistoryEntry['action']
  references: References
}

/** Field by field, old → new; of what was created or deleted, the values it had. */
export function FieldChanges({ entity, fields, action, references }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const textOf = useValueText()
  return (
    <dl className={classes['changes']}>
      {Object.entries(fields).map(([key, [before, after]]) => {
        const field = findField(entity, key)
        const say = (value: typeof before) => {
          if (field?.type === 'picture' && value !== null) return <FieldText field={field} value={value} />
          return (field ? textOf(field, value, references) : String(value ?? '')) || t('common.empty')
        }
        return (
          <div key={key} className={classes['change']}>
            <dt>{field?.label[language] ?? key}</dt>
            <dd>
              {action === 'create' ? null : (
                <del className={classes['old']} data-only={action === 'delete' || undefined}>
                  {say(before)}
                </del>
              )}
              {action === 'update' ? (
                <IconArrowRight size={13} stroke={1.8} aria-label="→" className={classes['arrow']} />
              ) : null}
              {action === 'delete' ? null : <ins className={classes['new']}>{say(after)}</ins>}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
