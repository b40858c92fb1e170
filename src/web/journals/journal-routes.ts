import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../routes/root-route.tsx'
import { journalListSearch, journalSearch, newJournalSearch } from './journal-search.ts'

const getParentRoute = () => rootRoute

/** The list of bulk update journals, the making of one, and the page of one. */
export const journalRoutes = [
  createRoute({
    getParentRoute,
    path: '/journals',
    validateSearch: journalListSearch,
    component: lazyRouteComponent(() => import('./list/JournalListPage.tsx'), 'JournalListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/journals/new',
    validateSearch: newJournalSearch,
    component: lazyRouteComponent(() => import('./list/NewJournalPage.tsx'), 'NewJournalPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/journals/$number',
    validateSearch: journalSearch,
    component: lazyRouteComponent(() => import('./journal/JournalPage.tsx'), 'JournalPage'),
  }),
] as const
