import type { Pool } from 'pg'
import type { Bench } from './bench.ts'
import { checkpoint } from './checkpoint.ts'

/** `work` has a fresh copy of a base, all of it on the disk; its statements are of our side when they are asked for. */
export async function onClone<T>(
  { server, statements }: Bench,
  { template, name }: { template: string; name: string },
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  await server.clone(template, name)
  return server.withDatabase(
    name,
    async (pool) => {
      await checkpoint(pool)
      return work(pool)
    },
    statements,
  )
}

/** The statements of `work` are told under that name. */
export async function inPhase<T>({ statements }: Bench, name: string, work: () => Promise<T>): Promise<T> {
  statements?.enter(name)
  return work().finally(() => statements?.enter(''))
}
