import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes/root-route.tsx'

/** One's own account. */
export const accountRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./AccountPage.tsx'), 'AccountPage'),
  }),
] as const
