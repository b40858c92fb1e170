import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes/root-route.tsx'
import { checkSearch, newImportSearch, recapSearch } from './import-search.ts'

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
})
const getParentRoute = () => importRoute

/** The list of imports, a new import, and the five steps of one, each at its own address. */
export const importRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('./list/ImportListPage.tsx'), 'ImportListPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports/new',
    validateSearch: newImportSearch,
    component: lazyRouteComponent(() => import('./file/NewImportPage.tsx'), 'NewImportPage'),
  }),
  importRoute.addChildren([
    createRoute({
      getParentRoute,
      path: '/file',
      component: lazyRouteComponent(() => import('./file/FileStep.tsx'), 'FileStep'),
    }),
    createRoute({
      getParentRoute,
      path: '/fields',
      component: lazyRouteComponent(() => import('./fields/FieldsStep.tsx'), 'FieldsStep'),
    }),
    createRoute({
      getParentRoute,
      path: '/check',
      validateSearch: checkSearch,
      component: lazyRouteComponent(() => import('./check/CheckStep.tsx'), 'CheckStep'),
    }),
    createRoute({
      getParentRoute,
      path: '/recap',
      validateSearch: recapSearch,
      component: lazyRouteComponent(() => import('./recap/RecapStep.tsx'), 'RecapStep'),
    }),
    createRoute({
      getParentRoute,
      path: '/result',
      component: lazyRouteComponent(() => import('./result/ResultStep.tsx'), 'ResultStep'),
    }),
  ]),
] as const
