import type { TestServer } from '../test-server.ts'
import { onWorkingServer } from './journal.ts'
import { createUser, type User } from './user.ts'

type Staff = { server: TestServer; ann: User; bob: User }

/** For all tests of a file a server with its worker; Ann administers it, Bob is a sales administrator. */
export const withStaff = (setUp: (staff: Staff) => Promise<void> | void): void =>
  onWorkingServer(async (server) =>
    setUp({
      server,
      ann: await createUser(server, { name: 'Ann' }),
      bob: await createUser(server, { name: 'Bob', role: 'sales-administrator' }),
    }),
  )
