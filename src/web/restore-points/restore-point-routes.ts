import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../routes/root-route.tsx'

/** Restore points; `new` opens the form that makes one. */
export const restorePointRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/restore-points',
    validateSearch: z.object({ new: z.boolean().optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./RestorePointsPage.tsx'), 'RestorePointsPage'),
  }),
] as const
