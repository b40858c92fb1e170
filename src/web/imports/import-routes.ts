import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes/root-route.tsx'
import { checkSearch, importListSearch, newImportSearch, recapSearch } from './import-search.ts'

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
})
const getParentRoute = () => importRoute

/** The list of imports, a new import, the five steps of one, and the sources of recurring ones, each at its own address. */
export const importRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports',
    validateSearch: importListSearch,
    component: lazyRouteComponent(() => import('./list/ImportListPage.tsx'), 'ImportListPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports/new',
    validateSearch: newImportSearch,
    component: lazyRouteComponent(() => import('./file/NewImportPage.tsx'), 'NewImportPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports/sources',
    component: lazyRouteComponent(() => import('./sources/SourceListPage.tsx'), 'SourceListPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports/sources/new',
    component: lazyRouteComponent(() => import('./sources/SourceFormPage.tsx'), 'NewSourcePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports/sources/$id',
    component: lazyRouteComponent(() => import('./sources/SourcePage.tsx'), 'SourcePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/imports/sources/$id/edit',
    component: lazyRouteComponent(() => import('./sources/SourceFormPage.tsx'), 'EditSourcePage'),
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
