import type { SystemState } from '../../shared/contract/system.contract.ts'
import { onlyRow, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { diskSpace } from '../platform/files/disk-space.ts'
import type { Services } from '../platform/services.ts'
import { mailState } from '../mail/change-mail-settings.ts'
import { version } from '../platform/version.ts'
import { isUndone } from '../records/log/is-undone.ts'
import { secretsState } from '../secrets/examine-secrets.ts'

/** How the installation is at this moment. */
export async function systemState(services: Services): Promise<SystemState> {
  const { pool, config } = services
  const { isKeyHere, place, isOpenToOthers, unreadable } = await secretsState(services)
  const { source, waiting, failed } = await mailState(services)
  return {
    version,
    node: process.versions.node,
    database: { isEmbedded: config.databaseUrl === undefined, ...(await readDatabase(pool)) },
    migrations: await readMigrations(pool),
    worker: await readWorker(services),
    mails: { source, waiting, failed },
    disk: { directory: config.dataDir, ...(await diskSpace(config.dataDir)) },
    secrets: {
      isKeyHere,
      place,
      isOpenToOthers,
      unreadable,
    },
    sampleData: await readSampleData(pool),
  }
}

const readDatabase = (db: Queryable): Promise<Omit<SystemState['database'], 'isEmbedded'>> =>
  onlyRow(
    db,
    sql`select split_part(current_setting('server_version'), ' ', 1) as version,
               pg_database_size(current_database()) as bytes,
               (select coalesce(sum(size), 0)::bigint from stored_file) as "fileBytes"`,
  )

const readMigrations = (db: Queryable): Promise<SystemState['migrations']> =>
  onlyRow(db, sql`select count(*) as count, max(name) as last, max(at) as at from migration`)

/** Elsewhere a worker runs if the clock of the queue, which every worker winds, went on lately. */
async function readWorker({ pool, config }: Services): Promise<SystemState['worker']> {
  const counts = await onlyRow<Omit<SystemState['worker'], 'state'> & { isSeen: boolean }>(
    pool,
    sql`select count(*) filter (where state = 'queued' and (run_at is null or run_at <= now())) as waiting,
               count(*) filter (where state = 'queued' and run_at > now()) as scheduled,
               count(*) filter (where state in ('running', 'waiting')) as running,
               count(*) filter (where state = 'failed' and ended_at > now() - interval '1 day') as failed,
               exists (select from graphile_worker._private_known_crontabs
                        where last_execution > now() - interval '3 minutes') as "isSeen"
          from job`,
  )
  const { isSeen, ...rest } = counts
  return { state: config.role === 'all' ? 'here' : isSeen ? 'elsewhere' : 'missing', ...rest }
}

const readSampleData = (db: Queryable): Promise<SystemState['sampleData']> =>
  rowsOf(
    db,
    sql`select s.id as "changeSet", case when s.source ~ '^[0-9]{1,9}$' then s.source::integer else 0 end as companies
          from change_set as s
         where s.kind = 'sample-data' and s.forgotten_at is null and not ${isUndone('s')}
         order by s.id desc`,
  )
