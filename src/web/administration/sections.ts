import {
  IconBuildingBank,
  IconClipboardList,
  IconForms,
  IconLock,
  IconMail,
  IconShieldLock,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'

/** The sections of the administration, in the order of its navigation; each has a route of the same address. */
export const sections = [
  { to: '/administration/users', name: 'users', icon: IconUsers },
  { to: '/administration/roles', name: 'roles', icon: IconShieldLock },
  { to: '/administration/billing-entities', name: 'billingEntities', icon: IconBuildingBank },
  { to: '/administration/custom-fields', name: 'customFields', icon: IconForms },
  { to: '/administration/field-locks', name: 'locks', icon: IconLock },
  { to: '/administration/mail', name: 'mail', icon: IconMail },
  { to: '/administration/audit', name: 'audit', icon: IconClipboardList },
] as const satisfies readonly { to: string; name: string; icon: Icon }[]
