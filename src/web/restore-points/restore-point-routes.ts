import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../routes/root-route.tsx'

/** Restore points, where `new` opens the form that makes one; and one of them beside the base as it is. */
export const restorePointRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/restore-points',
    validateSearch: z.object({ new: z.boolean().optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./RestorePointsPage.tsx'), 'RestorePointsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/restore-points/settings',
    component: lazyRouteComponent(() => import('./LogSettingsPage.tsx'), 'LogSettingsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/restore-points/$id',
    validateSearch: z.object({ view: z.enum(['sets', 'fields', 'records']).optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./RestorePointPage.tsx'), 'RestorePointPage'),
  }),
] as const
