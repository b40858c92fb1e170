import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../routes/root-route.tsx'

/** Portfolio transfer; `from` is the user who hands over, as when he is about to be deactivated. */
export const portfolioRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/portfolio-transfer',
    validateSearch: z.object({ from: z.number().int().optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./PortfolioPage.tsx'), 'PortfolioPage'),
  }),
] as const
