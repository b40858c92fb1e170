import type { Job } from '../../shared/contract/job.contract.ts'
import { firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'

const query = (where: Sql, limit: number) => sql`
  select j.id, j.kind, j.state, j.subject, j.step, j.progress, j.waits_for as "waitsFor", j.error, j.result,
         j.import_id as "importId", (j.params ->> 'journal')::bigint as journal, j.run_at as "runAt", j.started_at as "startedAt", j.ended_at as "endedAt"
    from job as j
   where ${where}
   order by (j.state in ('queued', 'waiting', 'running')) desc, j.id desc
   limit ${limit}`

const isOwn = (actor: Actor): Sql => sql`j.user_id is not distinct from ${actor.userId}::bigint`

/** Looks into sources by the clock that ended would bury all others: what they did is told by the source. */
const isQuiet = sql`(j.kind = 'source-run' and j.state in ('done', 'failed') and j.params ->> 'trigger' = 'clock')`

/** One's own jobs, those under way first, then the last 30. */
export const listJobs = (db: Queryable, actor: Actor): Promise<Job[]> =>
  rowsOf<Job>(db, query(sql`${isOwn(actor)} and not ${isQuiet}`, 30))

export const findJob = (db: Queryable, actor: Actor, id: number): Promise<Job | undefined> =>
  firstRow<Job>(db, query(sql`j.id = ${id} and ${isOwn(actor)}`, 1))
