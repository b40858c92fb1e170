import { createRootRoute, Outlet } from '@tanstack/react-router'
import { SessionGate } from '../session/SessionGate.tsx'
import { Shell } from '../shell/Shell.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'

/** Every page stands behind the session gate, in the shell. */
export const rootRoute = createRootRoute({
  component: () => (
    <SessionGate>
      <Shell>
        <Outlet />
      </Shell>
    </SessionGate>
  ),
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error }) => <BrokenPage error={error instanceof Error ? error : new Error(String(error))} />,
})
