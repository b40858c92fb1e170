import { Readable } from 'node:stream'
import pg from 'pg'
import type { Services } from '../platform/services.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { findJob } from './read-jobs.ts'

/** Between two signs of life, so that proxies do not close a stream on which nothing happens. */
const heartbeatMilliseconds = 20_000

type Listener = { told: (job: number) => void; noticed: (user: number) => void; lost: () => void }
type Hub = { subscribe(listener: Listener): () => void }
const hubs = new WeakMap<Services['pool'], Promise<Hub>>()

/** One LISTEN connection a process, whatever the number of streams. */
function hubOf({ pool, connection, log }: Services): Promise<Hub> {
  const known = hubs.get(pool)
  if (known) return known
  const made = (async (): Promise<Hub> => {
    const listeners = new Set<Listener>()
    const client = new pg.Client(connection)
    client.on('error', (error) => {
      log.warn({ err: error }, 'The connection that hears of jobs was lost')
      hubs.delete(pool)
      for (const listener of listeners) listener.lost()
      listeners.clear()
    })
    client.on('notification', ({ channel, payload }) =>
      listeners.forEach((listener) => listener[channel === 'notice' ? 'noticed' : 'told'](Number(payload))),
    )
    await client.connect()
    await client.query('listen notice')
    await client.query('listen job')
    return {
      subscribe(listener) {
        listeners.add(listener)
        return () => {
          listeners.delete(listener)
          if (listeners.size > 0) return
          if (hubs.get(pool) === made) hubs.delete(pool)
          void client.end().catch(() => undefined)
        }
      },
    }
  })()
  hubs.set(pool, made)
  // The next stream tries again.
  made.catch(() => hubs.delete(pool))
  return made
}

/** Server-sent events: a `job` event with the whole job whenever one of the actor's own moves, a `notice` event when he is told something. Ends when events can no longer be heard. */
export async function jobStream(app: Services, actor: Actor): Promise<Readable> {
  const stream = new Readable({ read: () => undefined })
  const hub = await hubOf(app)
  const beat = setInterval(() => stream.push(': still here\n\n'), heartbeatMilliseconds)
  // One read after the other: two at once could tell an end before the step that came before it.
  let told = Promise.resolve()
  let isOver = false
  const tell = async (id: number) => {
    const job = await findJob(app.pool, actor, id)
    if (job && !isOver) stream.push(`event: job\ndata: ${JSON.stringify(job)}\n\n`)
  }
  const leave = hub.subscribe({
    told: (id) => {
      told = told
        .then(() => tell(id))
        .catch((error: unknown) => app.log.warn({ err: error }, 'A job could not be told'))
    },
    noticed: (user) => {
      if (user === actor.userId && !isOver) stream.push('event: notice\ndata: {}\n\n')
    },
    // The browser opens another one, which listens anew, and asks what happened meanwhile.
    lost: () => {
      isOver = true
      clearInterval(beat)
      stream.push(null)
    },
  })
  stream.once('close', () => {
    isOver = true
    clearInterval(beat)
    leave()
  })
  stream.push('retry: 2000\n\n')
  return stream
}
