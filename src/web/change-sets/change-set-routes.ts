import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { changeSetKinds } from '../../shared/contract/change-set.contract.ts'
import { rootRoute } from '../routes/root-route.tsx'

const getParentRoute = () => rootRoute

const day = z.iso.date().optional().catch(undefined)

/** What the address of the list holds. */
const changeSetSearch = z.object({
  kind: z.enum(changeSetKinds).optional().catch(undefined),
  author: z.number().int().optional().catch(undefined),
  since: day,
  until: day,
  field: z.string().optional().catch(undefined),
})
export type ChangeSetSearch = z.infer<typeof changeSetSearch>

/** The list of change sets, by kind, and the page of one. */
export const changeSetRoutes = [
  createRoute({
    getParentRoute,
    path: '/change-sets',
    validateSearch: changeSetSearch,
    component: lazyRouteComponent(() => import('./ChangeSetListPage.tsx'), 'ChangeSetListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/change-sets/$id',
    validateSearch: z.object({
      entity: z.enum(['company', 'contact', 'address']).optional().catch(undefined),
      action: z.enum(['create', 'update', 'delete']).optional().catch(undefined),
    }),
    component: lazyRouteComponent(() => import('./ChangeSetPage.tsx'), 'ChangeSetPage'),
  }),
] as const
