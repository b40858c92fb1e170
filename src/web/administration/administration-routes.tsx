import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { listNames } from '../../shared/catalogue/field.ts'
import { auditActions } from '../../shared/contract/audit.contract.ts'
import { rootRoute } from '../routes/root-route.tsx'

const administrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administration',
  component: lazyRouteComponent(() => import('./AdministrationLayout.tsx'), 'AdministrationLayout'),
})
const getParentRoute = () => administrationRoute

/** The administration and its sections; what each shows is in its address. */
export const administrationRoutes = administrationRoute.addChildren([
  createRoute({
    getParentRoute,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/administration/users', replace: true })
    },
  }),
  createRoute({
    getParentRoute,
    path: '/users',
    validateSearch: z.object({
      user: z.number().int().optional().catch(undefined),
      new: z.boolean().optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./users/UsersPage.tsx'), 'UsersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/roles',
    component: lazyRouteComponent(() => import('./roles/RolesPage.tsx'), 'RolesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/billing-entities',
    component: lazyRouteComponent(() => import('./entities/BillingEntitiesPage.tsx'), 'BillingEntitiesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/custom-fields',
    component: lazyRouteComponent(() => import('./custom-fields/CustomFieldsPage.tsx'), 'CustomFieldsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/field-locks',
    component: lazyRouteComponent(() => import('./locks/FieldLocksPage.tsx'), 'FieldLocksPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/lists',
    validateSearch: z.object({
      list: z.enum(listNames).optional().catch(undefined),
      country: z.string().optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./lists/ListsPage.tsx'), 'ListsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/numbering',
    component: lazyRouteComponent(() => import('./numbering/NumberingPage.tsx'), 'NumberingPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/sign-on',
    component: lazyRouteComponent(() => import('./sign-on/SignOnSettingsPage.tsx'), 'SignOnSettingsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/mail',
    component: lazyRouteComponent(() => import('./mail/MailPage.tsx'), 'MailPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit',
    validateSearch: z.object({
      action: z.enum(auditActions).optional().catch(undefined),
      user: z.number().int().optional().catch(undefined),
      from: z.iso.date().optional().catch(undefined),
      to: z.iso.date().optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./audit/AuditPage.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/system',
    component: lazyRouteComponent(() => import('./system/SystemPage.tsx'), 'SystemPage'),
  }),
])
