import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Services } from '../platform/services.ts'
import { loadCustomFields } from './load-custom-fields.ts'

/** How long a lost connection is left alone before the next attempt. */
const retryMilliseconds = 2000

/**
 * The catalogue of this process follows the custom fields that any process makes, until stopped. A lost connection is
 * opened again, and what was made meanwhile is read then.
 */
export async function followCustomFields(services: Services): Promise<{ stop(): Promise<void> }> {
  const { pool, connection, log } = services
  let client: pg.Client | undefined
  let isOver = false
  const open = async () => {
    const opened = new pg.Client(connection)
    opened.on('error', (error) => {
      log.warn({ err: error }, 'The connection that hears of custom fields was lost')
      void reopen()
    })
    opened.on('notification', () => {
      loadCustomFields(pool).catch((error: unknown) => log.error({ err: error }, 'Custom fields could not be read'))
    })
    await opened.connect()
    await opened.query('listen custom_field')
    await loadCustomFields(pool)
    client = opened
  }
  const reopen = async (): Promise<void> => {
    await pause(retryMilliseconds)
    if (isOver) return
    try {
      await open()
    } catch (error) {
      log.warn({ err: error }, 'The connection that hears of custom fields could not be opened')
      return reopen()
    }
  }
  await open()
  return {
    async stop() {
      isOver = true
      await client?.end().catch(() => undefined)
    },
  }
}
