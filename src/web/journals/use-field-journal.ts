import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findField } from '../../shared/catalogue/catalogue.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { findJournalField } from '../../shared/journals/operations.ts'
import { notifyProblem } from '../design/notify.tsx'
import { useCan } from '../session/use-session.ts'
import { useShortcut } from '../shell/use-shortcut.ts'
import { useLanguage } from '../texts/use-language.ts'

/** The path of the field that has the focus: `salesRegion`, `address.city`; undefined outside of fields. */
function focusedPath(): string | undefined {
  const focused = document.activeElement
  const input = focused?.closest('[data-field]') ?? focused?.parentElement?.querySelector('[data-field]')
  const name = input?.getAttribute('data-field') ?? undefined
  return name?.startsWith('address.') ? `address.${name.split('.').at(-1)}` : name
}

/** Ctrl+Shift+E on a record: a new journal on the field the cursor is in, which offers to add this record. */
export function useFieldJournal(
  entity: ListEntity,
  id: number,
): { isAllowed: boolean; start: (field?: string) => void } {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const isAllowed = useCan()('journal.prepare')
  const start = (field?: string) => void navigate({ to: '/journals/new', search: { entity, record: id, field } })

  useShortcut(
    'fieldJournal',
    () => {
      const path = focusedPath()
      if (path !== undefined && !findJournalField(entity, path)) {
        const key = path.replace('address.', '')
        const field = findField(path.startsWith('address.') ? 'address' : entity, key)?.label[language] ?? key
        return notifyProblem(new Error(t('journals.fieldNotAllowed', { field })))
      }
      start(path)
    },
    isAllowed,
  )
  return { isAllowed, start }
}
