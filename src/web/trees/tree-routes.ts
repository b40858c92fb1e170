import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes/root-route.tsx'
import { treeSearch } from './tree-search.ts'

const getParentRoute = () => rootRoute

/** Trees of companies, and of one's own contacts. */
export const treeRoutes = [
  createRoute({
    getParentRoute,
    path: '/companies/tree',
    validateSearch: treeSearch,
    component: lazyRouteComponent(() => import('./tree-pages.tsx'), 'CompanyTreePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/my-contacts',
    validateSearch: treeSearch,
    component: lazyRouteComponent(() => import('./tree-pages.tsx'), 'MyContactsPage'),
  }),
] as const
