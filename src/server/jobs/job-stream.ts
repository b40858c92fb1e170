import { Readable } from 'node:stream'
import pg from 'pg'
import type { Services } from '../platform/services.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { findJob } from './read-jobs.ts'

/** Between two signs of life, so that proxies do not close a stream on which nothing happens. */
const heartbeatMilliseconds = 20_000

type Hub = { subscribe(listener: (id: number) => void): () => void }
const hubs = new WeakMap<Services['pool'], Promise<Hub>>()

/** One LISTEN connection a process, whatever the number of streams. */
function hubOf({ pool, connection, log }: Services): Promise<Hub> {
  const known = hubs.get(pool)
  if (known) return known
  const made = (async (): Promise<Hub> => {
    const listeners = new Set<(id: number) => void>()
    const client = new pg.Client(connection)
    client.on('error', (error) => {
      log.warn({ err: error }, 'The connection that hears of jobs was lost')
      hubs.delete(pool)
    })
    client.on('notification', ({ payload }) => listeners.forEach((listener) => listener(Number(payload))))
    await client.connect()
    await client.query('listen job')
    return {
      subscribe(listener) {
        listeners.add(listener)
        return () => {
          listeners.delete(listener)
          if (listeners.size > 0) return
          hubs.delete(pool)
          void client.end()
        }
      },
    }
  })()
  hubs.set(pool, made)
  return made
}

/** Server-sent events: a `job` event with the whole job whenever one of the actor's own moves. */
export async function jobStream(app: Services, actor: Actor): Promise<Readable> {
  const stream = new Readable({ read: () => undefined })
  const hub = await hubOf(app)
  // One read after the other: two at once could tell an end before the step that came before it.
  let told = Promise.resolve()
  const tell = async (id: number) => {
    const job = await findJob(app.pool, actor, id)
    if (job) stream.push(`event: job\ndata: ${JSON.stringify(job)}\n\n`)
  }
  const leave = hub.subscribe((id) => {
    told = told.then(() => tell(id)).catch((error: unknown) => app.log.warn({ err: error }, 'A job could not be told'))
  })
  const beat = setInterval(() => stream.push(': still here\n\n'), heartbeatMilliseconds)
  stream.once('close', () => {
    clearInterval(beat)
    leave()
  })
  stream.push('retry: 2000\n\n')
  return stream
}
