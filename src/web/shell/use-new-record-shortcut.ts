import { useLocation, useNavigate } from '@tanstack/react-router'
import { useCan } from '../session/use-session.ts'
import { useShortcut } from './use-shortcut.ts'

/** Alt+N makes a new one of what the page shows: a contact, an import, a journal, else a company. */
export function useNewRecordShortcut(): void {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const can = useCan()
  useShortcut('new', () => {
    if (pathname.startsWith('/imports')) void navigate({ to: '/imports/new' })
    else if (pathname.startsWith('/journals') && can('journal.prepare')) void navigate({ to: '/journals/new' })
    else if (pathname.startsWith('/contacts') && can('contact.edit')) void navigate({ to: '/contacts/new' })
    else if (pathname.startsWith('/restore-points')) void navigate({ to: '/restore-points', search: { new: true } })
    else if (can('company.edit')) void navigate({ to: '/companies/new' })
  })
}
