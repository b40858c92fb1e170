import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { listEntity } from '../../shared/contract/record.contract.ts'
import { rootRoute } from '../routes/root-route.tsx'

const getParentRoute = () => rootRoute
const entity = listEntity.optional().catch(undefined)

/** What the address of the list of duplicates holds. */
const duplicateSearch = z.object({
  entity,
  score: z.number().int().min(0).max(100).optional().catch(undefined),
  ignored: z.literal(true).optional().catch(undefined),
})
export type DuplicateListSearch = z.infer<typeof duplicateSearch>

/** The records to be merged. */
const mergeSearch = z.object({
  entity,
  ids: z.array(z.number().int().positive()).optional().catch(undefined),
})
export type MergeSearch = z.infer<typeof mergeSearch>

/** Likely duplicates, and the page where records are merged. */
export const duplicateRoutes = [
  createRoute({
    getParentRoute,
    path: '/duplicates',
    validateSearch: duplicateSearch,
    component: lazyRouteComponent(() => import('./DuplicatesPage.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/merge',
    validateSearch: mergeSearch,
    component: lazyRouteComponent(() => import('./MergePage.tsx'), 'MergePage'),
  }),
] as const
