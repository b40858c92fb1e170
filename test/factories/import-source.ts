import { createImportSource, type SourceBody } from '../../src/shared/contract/import-source.contract.ts'
import { saveMapping } from '../../src/server/import/mappings/saved-mappings.ts'
import { runSource } from '../../src/server/import/sources/run-source.ts'
import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'
import { loadUser } from '../../src/server/platform/auth/load-caller.ts'
import type { TestServer } from '../test-server.ts'
import { planText } from './import-text.ts'
import type { User } from './user.ts'

export const noLimits = { creations: null, updates: null, deletions: null, refused: null, headers: true }

export const header = 'Code;Nom;Ville'
/** Companies as a file holds them: code, name, city. */
export const lines = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`

/** A mapping of code, name and city, saved by that user for everybody; its id. */
export async function savedMapping(server: TestServer, user: User, name = 'ERP'): Promise<number> {
  const actor = await loadUser(server.pool, user.id)
  if (!actor) throw new Error('Nobody to save a mapping')
  const { run } = await planText(server.pool, {
    text: lines('M1;Modèle;Nantes'),
    columns: ['company.code*', 'company.name', 'address.city'],
    actor,
  })
  const { id } = await saveMapping(server.pool, actor, run, { name, isShared: true })
  return id
}

/** A source as somebody sets it up: a folder, every day at six, no limit but the headers, unless said otherwise. */
export async function createSource(user: User, given: Partial<SourceBody> & { mapping: number }) {
  const answer = await user.call(createImportSource, {
    body: {
      name: 'ERP',
      entity: 'company',
      place: { kind: 'folder', path: 'erp' },
      schedule: { kind: 'daily', at: '06:00' },
      limits: noLimits,
      ...given,
    } as never,
  })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.problem))
  return answer.result
}

/** One run, as the clock begins it, which waits a moment only between its two looks. */
export const runOnce = ({ services }: TestServer, sourceId: number, trigger: 'clock' | 'hand' = 'clock') =>
  runSource({
    services,
    sourceId,
    trigger,
    run: { ...runWithoutJob(), signal: new AbortController().signal },
    settleMilliseconds: 40,
  })
