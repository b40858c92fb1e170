import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconKey, IconKeyOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { mayBeKey } from './mapping.ts'
import classes from './fields.module.css'

type Props = {
  entity: ListEntity
  header: string
  target: string | null
  isKey: boolean
  onToggle: () => void
}

/** Makes a column a match key, or no longer one; quiet where its field cannot be. */
export function KeyToggle({ entity, header, target, isKey, onToggle }: Props) {
  const { t } = useTranslation()
  if (target === null) return null
  const isAlways = target === `${entity}.rafaleId`
  if (!mayBeKey(target, entity)) {
    return (
      <Tooltip label={t('imports.fields.keyNotAllowed')}>
        <span className={classes['noKey']} aria-hidden>
          <IconKeyOff size={15} stroke={1.5} />
        </span>
      </Tooltip>
    )
  }
  return (
    <Tooltip label={t(isAlways ? 'imports.fields.keyAlways' : 'imports.fields.keyHelp')} multiline maw={280}>
      <UnstyledButton
        className={classes['key']}
        aria-pressed={isKey || isAlways}
        aria-label={t('imports.fields.keyOf', { header })}
        aria-disabled={isAlways || undefined}
        onClick={isAlways ? undefined : onToggle}
      >
        <IconKey size={16} stroke={isKey || isAlways ? 2 : 1.6} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  )
}
