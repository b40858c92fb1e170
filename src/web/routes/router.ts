import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { accountRoutes } from '../account/account-routes.ts'
import { administrationRoutes } from '../administration/administration-routes.tsx'
import { changeSetRoutes } from '../change-sets/change-set-routes.ts'
import { duplicateRoutes } from '../duplicates/duplicate-routes.ts'
import { importRoutes } from '../imports/import-routes.ts'
import { journalRoutes } from '../journals/journal-routes.ts'
import { recordRoutes } from '../records/record-routes.ts'
import { portfolioRoutes } from '../portfolio/portfolio-routes.ts'
import { recycleBinRoutes } from '../recycle-bin/recycle-bin-routes.ts'
import { restorePointRoutes } from '../restore-points/restore-point-routes.ts'
import { treeRoutes } from '../trees/tree-routes.ts'
import { rootRoute } from './root-route.tsx'

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/companies', replace: true })
  },
})

/** Every address of the application; a feature declares its own. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    ...recordRoutes,
    ...treeRoutes,
    ...duplicateRoutes,
    ...importRoutes,
    ...journalRoutes,
    ...changeSetRoutes,
    ...restorePointRoutes,
    ...accountRoutes,
    administrationRoutes,
    ...recycleBinRoutes,
    ...portfolioRoutes,
  ]),
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
