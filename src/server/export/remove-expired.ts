import type { Pool } from 'pg'
import { execute, sql } from '../platform/database/sql.ts'

/** Exports whose time is over are gone with their files; one that is being made is left alone. */
export async function removeExpired(pool: Pool): Promise<void> {
  await execute(
    pool,
    sql`with gone as (
          delete from export_run as e
           where e.expires_at < now()
             and not exists (select from job where job.id = e.job_id and job.state in ('queued', 'waiting', 'running'))
          returning e.file_id
        )
        delete from stored_file as f using gone where f.id = gone.file_id`,
  )
}
