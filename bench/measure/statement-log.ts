import type { PoolClient } from 'pg'

export type LoggedStatement = { phase: string; text: string; milliseconds: number; plan: string | undefined }
export type StatementLog = ReturnType<typeof statementLog>

type Submitted = { text?: string; once?: (event: string, listener: () => void) => unknown }
type Query = (...args: unknown[]) => unknown

/** Times every statement of the connections it watches, and keeps the plans that PostgreSQL tells them. */
export function statementLog() {
  const statements: LoggedStatement[] = []
  let phase = ''
  return {
    statements,
    /** What follows belongs to this phase. */
    enter: (name: string): void => void (phase = name),
    /** Forgets what was logged, for the next run. */
    clear: (): void => void (statements.length = 0),
    watch,
  }

  function watch(client: PoolClient): void {
    const told: string[] = []
    client.on('notice', (notice) => {
      if (notice.message?.startsWith('duration:')) told.push(notice.message)
    })
    const query = client.query.bind(client) as Query
    const timed: Query = (...args) => {
      const startedAt = performance.now()
      const text = textOf(args[0])
      const own = phase
      const note = () =>
        statements.push({
          phase: own,
          text,
          milliseconds: performance.now() - startedAt,
          plan: told.splice(0).join('\n') || undefined,
        })
      const last = args.at(-1)
      if (typeof last === 'function') {
        return query(...args.slice(0, -1), (...result: unknown[]) => {
          note()
          ;(last as Query)(...result)
        })
      }
      const answer = query(...args)
      if (answer instanceof Promise) return answer.finally(note)
      // A COPY is a stream.
      ;(answer as Submitted).once?.('finish', note)
      return answer
    }
    client.query = timed as unknown as typeof client.query
  }
}

function textOf(submitted: unknown): string {
  return typeof submitted === 'string' ? submitted : ((submitted as Submitted).text ?? '?')
}
