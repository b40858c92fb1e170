import type { Right } from '../../shared/rights.ts'
import {
  IconBuildingBank,
  IconClipboardList,
  IconForms,
  IconKey,
  IconListDetails,
  IconLock,
  IconMail,
  IconNumbers,
  IconServer2,
  IconShieldLock,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'

/** The sections of the administration, in the order of its navigation; each has a route of the same address. */
export const sections = [
  { to: '/administration/users', name: 'users', icon: IconUsers, right: 'administration' },
  { to: '/administration/roles', name: 'roles', icon: IconShieldLock, right: 'administration' },
  { to: '/administration/billing-entities', name: 'billingEntities', icon: IconBuildingBank, right: 'administration' },
  { to: '/administration/lists', name: 'lists', icon: IconListDetails, right: 'list.edit' },
  { to: '/administration/numbering', name: 'numbering', icon: IconNumbers, right: 'administration' },
  { to: '/administration/custom-fields', name: 'customFields', icon: IconForms, right: 'administration' },
  { to: '/administration/field-locks', name: 'locks', icon: IconLock, right: 'administration' },
  { to: '/administration/mail', name: 'mail', icon: IconMail, right: 'administration' },
  { to: '/administration/sign-on', name: 'signOn', icon: IconKey, right: 'administration' },
  { to: '/administration/audit', name: 'audit', icon: IconClipboardList, right: 'administration' },
  { to: '/administration/system', name: 'system', icon: IconServer2, right: 'administration' },
] as const satisfies readonly { to: string; name: string; icon: Icon; right: Right }[]
