import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { migrate, migrationsDirectory } from '../platform/database/migrate.ts'
import { execute, rowsOf, sql } from '../platform/database/sql.ts'
import { columnTypes } from '../records/entity-table.ts'
import type { ArchiveHead } from './archive.ts'

/** The tables are as the migrations of the archive made them. Throws 'backup-newer' when it had one that is unknown here. */
export async function makeTables(pool: Pool, { migrations, version, customColumns = [] }: ArchiveHead): Promise<void> {
  const known = new Set(await readdir(migrationsDirectory))
  if (migrations.some(({ name }) => !known.has(`${name}.sql`))) throw new RafaleError('backup-newer', { version })
  const directory = await mkdtemp(join(tmpdir(), 'rafale-restore-'))
  try {
    for (const { name } of migrations) {
      await copyFile(join(migrationsDirectory, `${name}.sql`), join(directory, `${name}.sql`))
    }
    await migrate(pool, directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
  const made = await rowsOf<{ name: string; checksum: string }>(
    pool,
    sql`select name, checksum from migration order by name`,
  )
  const isSame = migrations.every(({ name, checksum }, at) => made[at]?.name === name && made[at].checksum === checksum)
  if (!isSame) throw new RafaleError('backup-newer', { version })
  await addCustomColumns(pool, customColumns)
}

const columnTypeNames: ReadonlySet<string> = new Set(Object.values(columnTypes))

/** Custom fields have columns that no migration makes. */
async function addCustomColumns(pool: Pool, columns: NonNullable<ArchiveHead['customColumns']>): Promise<void> {
  for (const { table, column, type } of columns) {
    if (!columnTypeNames.has(type)) throw new RafaleError('backup-unreadable')
    await execute(pool, sql`alter table ${sql.id(table)} add column ${sql.id(column)} ${sql.raw(type)}`)
  }
}
