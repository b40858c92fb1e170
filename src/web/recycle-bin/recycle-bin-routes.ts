import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../routes/root-route.tsx'

/** The recycle bin and what is searched in it. */
export const recycleBinRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/recycle-bin',
    validateSearch: z.object({ q: z.string().optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./RecycleBinPage.tsx'), 'RecycleBinPage'),
  }),
] as const
