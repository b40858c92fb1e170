import {
  IconAddressBook,
  IconBuilding,
  IconCopyCheck,
  IconFileImport,
  IconHistory,
  IconRestore,
  IconSettings,
  IconStack2,
  IconStar,
  type Icon,
} from '@tabler/icons-react'
import type { Right } from '../../shared/rights.ts'
import { useCan } from '../session/use-session.ts'

type Place = {
  to:
    | '/companies'
    | '/contacts'
    | '/my-contacts'
    | '/duplicates'
    | '/imports'
    | '/journals'
    | '/change-sets'
    | '/restore-points'
    | '/administration'
  name:
    | 'companies'
    | 'contacts'
    | 'myContacts'
    | 'duplicates'
    | 'imports'
    | 'journals'
    | 'changeSets'
    | 'restorePoints'
    | 'administration'
  icon: Icon
  /** Any of them opens it. */
  rights: readonly Right[]
  /** In the bar of phones, which has room for five: the others are behind its last button. */
  isInBar?: true
}

const places: readonly Place[] = [
  { to: '/companies', name: 'companies', icon: IconBuilding, rights: ['company.see'], isInBar: true },
  { to: '/contacts', name: 'contacts', icon: IconAddressBook, rights: ['contact.see'], isInBar: true },
  { to: '/my-contacts', name: 'myContacts', icon: IconStar, rights: ['contact.see'] },
  { to: '/duplicates', name: 'duplicates', icon: IconCopyCheck, rights: ['company.see', 'contact.see'] },
  { to: '/imports', name: 'imports', icon: IconFileImport, rights: ['import.run'], isInBar: true },
  {
    to: '/journals',
    name: 'journals',
    icon: IconStack2,
    rights: ['journal.prepare', 'journal.validate'],
    isInBar: true,
  },
  { to: '/change-sets', name: 'changeSets', icon: IconHistory, rights: ['changeSet.see'] },
  { to: '/restore-points', name: 'restorePoints', icon: IconRestore, rights: ['changeSet.see'] },
  { to: '/administration', name: 'administration', icon: IconSettings, rights: ['administration', 'list.edit'] },
]

/** Where one may go, in the order of the navigation. */
export function usePlaces(): readonly Place[] {
  const can = useCan()
  return places.filter(({ rights }) => rights.some((right) => can(right)))
}
