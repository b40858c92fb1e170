import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes/root-route.tsx'
import { listSearch, newRecordSearch, recordSearch } from './list-search.ts'

const getParentRoute = () => rootRoute

/** Lists, records and new records of companies and contacts: the same pages, told which by their route. */
export const recordRoutes = [
  createRoute({
    getParentRoute,
    path: '/companies',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./list/list-pages.tsx'), 'CompanyListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/new',
    validateSearch: newRecordSearch,
    component: lazyRouteComponent(() => import('./record/record-pages.tsx'), 'NewCompanyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$id',
    validateSearch: recordSearch,
    component: lazyRouteComponent(() => import('./record/record-pages.tsx'), 'CompanyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/contacts',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./list/list-pages.tsx'), 'ContactListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/contacts/new',
    validateSearch: newRecordSearch,
    component: lazyRouteComponent(() => import('./record/record-pages.tsx'), 'NewContactPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/contacts/$id',
    validateSearch: recordSearch,
    component: lazyRouteComponent(() => import('./record/record-pages.tsx'), 'ContactPage'),
  }),
] as const
