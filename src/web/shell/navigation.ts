import {
  IconAddressBook,
  IconBuilding,
  IconFileImport,
  IconHistory,
  IconRestore,
  IconStack2,
  type Icon,
} from '@tabler/icons-react'
import type { Right } from '../../shared/rights.ts'
import { useCan } from '../session/use-session.ts'

type Place = {
  to: '/companies' | '/contacts' | '/imports' | '/journals' | '/change-sets' | '/restore-points'
  name: 'companies' | 'contacts' | 'imports' | 'journals' | 'changeSets' | 'restorePoints'
  icon: Icon
  right: Right
}

const places: readonly Place[] = [
  { to: '/companies', name: 'companies', icon: IconBuilding, right: 'company.see' },
  { to: '/contacts', name: 'contacts', icon: IconAddressBook, right: 'contact.see' },
  { to: '/imports', name: 'imports', icon: IconFileImport, right: 'import.run' },
  { to: '/journals', name: 'journals', icon: IconStack2, right: 'journal.prepare' },
  { to: '/change-sets', name: 'changeSets', icon: IconHistory, right: 'changeSet.see' },
  { to: '/restore-points', name: 'restorePoints', icon: IconRestore, right: 'changeSet.see' },
]

/** Where one may go, in the order of the navigation. */
export function usePlaces(): readonly Place[] {
  const can = useCan()
  return places.filter((place) => can(place.right))
}
