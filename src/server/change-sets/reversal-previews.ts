/** What an undo or a restore would do, planned ahead and kept to be looked at: made, read, dropped when others follow. */
import type { ClientBase, Pool } from 'pg'
import type { z } from 'zod'
import type { EntityName } from '../../shared/catalogue/field.ts'
import type { Reversal } from '../../shared/contract/change-set.contract.ts'
import type { makeReversalPreview as contract, ReversalPreview } from '../../shared/contract/reversal.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { execute, firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'
import { logPosition } from '../records/log/log-position.ts'
import { restoreSource, undoSource } from '../records/plan/reversal-source.ts'
import { findUndoable } from './find-undoable.ts'
import { planForView } from './preview-reversal.ts'
import { findRestorePoint } from './restore-points.ts'

/** Up to so many logged records a preview is made while its user waits: a second or two. */
const atOnce = 5000
/** A user keeps so many previews. */
const kept = 3

type Outcome = {
  reversal: Reversal
  fields: Record<string, number>
  tables: { entity: EntityName; fields: string[] }[]
}
export type StoredPreview = {
  id: number
  changeSet: number | null
  restorePoint: number | null
  job: number | null
  position: number | null
  outcome: Outcome | null
}

/** Name stem of the tables of a preview's rows: `stage.<stem>_<entity>`. */
export const reversalStem = (id: number): string => `reversal_${id}`

/** A preview of what is asked for: made, or being made by a job unless it is waited for. Throws what `findUndoable` and `findRestorePoint` throw. */
export async function makePreview(
  pool: Pool,
  actor: Actor,
  asked: z.infer<NonNullable<typeof contract.body>>,
  { isWaitedFor = false } = {},
): Promise<ReversalPreview> {
  const changeSet = 'changeSet' in asked ? asked.changeSet : null
  const restorePoint = 'restorePoint' in asked ? asked.restorePoint : null
  demandRight(actor, changeSet === null ? 'restore' : 'changeSet.undo')
  const subject =
    changeSet === null
      ? (await findRestorePoint(pool, restorePoint ?? 0)).name
      : ((await findUndoable(pool, actor, changeSet)).source ?? `#${changeSet}`)
  const isLarge = !isWaitedFor && (await sizeOf(pool, changeSet, restorePoint)) > atOnce
  const id = await inTransaction(pool, async (client) => {
    await dropOldest(client, actor)
    const made = await onlyRow<{ id: number }>(
      client,
      sql`insert into reversal_preview (user_id, change_set_id, restore_point_id)
          values (${actor.userId}, ${changeSet}, ${restorePoint}) returning id`,
    )
    if (isLarge) {
      const job = await addJob(client, {
        kind: 'reversal-preview',
        userId: actor.userId,
        subject,
        params: { preview: made.id },
      })
      await execute(client, sql`update reversal_preview set job_id = ${job} where id = ${made.id}`)
    }
    return made.id
  })
  if (!isLarge) await fillPreview(pool, actor, id)
  return getPreview(pool, actor, id)
}

/** How many rows of the log it has to read. */
async function sizeOf(db: Queryable, changeSet: number | null, restorePoint: number | null): Promise<number> {
  const which =
    changeSet === null
      ? sql`s.position > (select position from restore_point where id = ${restorePoint})`
      : sql`s.id = ${changeSet}`
  const { size } = await onlyRow<{ size: number }>(
    db,
    sql`select coalesce(sum((count.value ->> 'create')::bigint + (count.value ->> 'update')::bigint + (count.value ->> 'delete')::bigint), 0)::bigint as size
          from change_set as s
         cross join jsonb_each(s.counts) as count
         where ${which}`,
  )
  return size
}

/** The preview is planned and its rows stand in `stage`; nothing of the records changes. */
export async function fillPreview(
  pool: Pool,
  actor: Actor,
  id: number,
  run?: Pick<JobRun, 'report' | 'watch'>,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await run?.watch(client)
    await run?.report('plan-reversal', 0.1)
    const { changeSet, restorePoint } = await findPreview(client, actor, id)
    const position = await logPosition(client)
    const name = reversalStem(id)
    const source =
      changeSet === null
        ? await restoreSource(client, (await findRestorePoint(client, restorePoint ?? 0)).position, `${name}_source`)
        : undoSource(changeSet, 'keep')
    const { reversal, fields, plan } = await planForView(client, actor, { source, name })
    await run?.report('plan-reversal', 0.9)
    for (const { entity } of plan.tables)
      await execute(client, sql`create index on ${sql.id('stage', `${name}_${entity}`)} (record_id)`)
    await execute(client, sql`drop table if exists ${sql.id('stage', `${name}_source`)}`)
    const outcome: Outcome = {
      reversal,
      fields,
      tables: plan.tables.map((table) => ({ entity: table.entity, fields: table.fields.map(({ key }) => key) })),
    }
    await execute(
      client,
      sql`update reversal_preview set position = ${position}, outcome = ${JSON.stringify(outcome)}::jsonb where id = ${id}`,
    )
  })
}

/** One's own preview; throws 'not-found'. */
export async function findPreview(db: Queryable, actor: Actor, id: number): Promise<StoredPreview> {
  const found = await firstRow<StoredPreview>(
    db,
    sql`select id, change_set_id as "changeSet", restore_point_id as "restorePoint", job_id as job, position, outcome
          from reversal_preview where id = ${id} and user_id is not distinct from ${actor.userId}::bigint`,
  )
  if (!found) throw new RafaleError('not-found')
  return found
}

export async function getPreview(db: Queryable, actor: Actor, id: number): Promise<ReversalPreview> {
  const { job, position, outcome } = await findPreview(db, actor, id)
  return {
    id,
    job,
    reversal: outcome?.reversal ?? null,
    fields: outcome?.fields ?? {},
    isStale: outcome !== null && position !== (await logPosition(db)),
  }
}

/** Room is made for one more of the actor's previews. */
async function dropOldest(client: ClientBase, actor: Actor): Promise<void> {
  await dropPreviews(
    client,
    sql`id in (select id from reversal_preview where user_id is not distinct from ${actor.userId}::bigint
                order by id desc offset ${kept - 1})`,
  )
}

/** Previews nobody looks at any more are gone. */
export const dropOldPreviews = (pool: Pool): Promise<void> =>
  inTransaction(pool, (client) => dropPreviews(client, sql`made_at < now() - interval '2 days'`))

async function dropPreviews(client: ClientBase, which: Sql): Promise<void> {
  const gone = await rowsOf<{ id: number }>(client, sql`delete from reversal_preview where ${which} returning id`)
  for (const { id } of gone) {
    const tables = await rowsOf<{ name: string }>(
      client,
      sql`select tablename as name from pg_tables
           where schemaname = 'stage' and tablename like ${`reversal\\_${id}\\_%`}`,
    )
    for (const { name } of tables) await execute(client, sql`drop table if exists ${sql.id('stage', name)}`)
  }
}
