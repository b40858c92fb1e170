import { useLocation, useNavigate } from '@tanstack/react-router'
import { useCan } from '../session/use-session.ts'
import { useShortcut } from './use-shortcut.ts'

/** Alt+N makes a new one of what the page shows; on a page of none of these it does nothing. */
export function useNewRecordShortcut(): void {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const can = useCan()
  useShortcut('new', () => {
    const isUnder = (place: string) => pathname === place || pathname.startsWith(`${place}/`)
    if (isUnder('/imports')) void navigate({ to: '/imports/new' })
    else if (isUnder('/journals') && can('journal.prepare')) void navigate({ to: '/journals/new' })
    else if ((isUnder('/contacts') || isUnder('/my-contacts')) && can('contact.edit'))
      void navigate({ to: '/contacts/new' })
    else if (isUnder('/restore-points')) void navigate({ to: '/restore-points', search: { new: true } })
    else if (isUnder('/companies') && can('company.edit')) void navigate({ to: '/companies/new' })
    else return false
    return undefined
  })
}
