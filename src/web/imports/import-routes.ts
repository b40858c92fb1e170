import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes/root-route.tsx'

const getParentRoute = () => rootRoute
const component = lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage')

/** The list of imports, a new import, one import. */
export const importRoutes = [
  createRoute({ getParentRoute, path: '/imports', component }),
  createRoute({ getParentRoute, path: '/imports/new', component }),
  createRoute({ getParentRoute, path: '/imports/$id', component }),
] as const
