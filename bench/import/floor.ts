import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Pool, PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { createStageTable } from '../../src/server/import/csv/create-stage-table.ts'
import { stageColumns } from '../../src/server/import/csv/stage-columns.ts'
import { execute, joined, sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'
import { fieldsOf } from '../../src/server/records/entity-table.ts'
import type { PlanTable } from '../../src/server/records/plan/plan.ts'
import type { BenchFile } from '../data/write-file.ts'

/** The least a load can be: the file's bytes go as they are from Node into the same all-text table, by one COPY. */
export function copyFile(pool: Pool, { path, layout }: BenchFile): Promise<void> {
  return inTransaction(pool, async (client) => {
    const columns = layout.columns.length
    await createStageTable({ client, table: 'stage.floor', columns })
    await client.query('alter table stage.floor alter row_no drop not null')
    const copy = copyFrom(
      `copy stage.floor (${stageColumns(columns).join(', ')}) from stdin with (format csv, header, delimiter ';', encoding 'UTF8')`,
    )
    await pipeline(createReadStream(path, { highWaterMark: 2 ** 18 }), client.query(copy))
  })
}

/**
 * The least a write can be: one UPDATE of exactly the rows that differ and one INSERT of the new ones, table by table
 * and for the searched texts, from prepared tables, in one transaction with the memory ours has. No history.
 */
export function writeFloor(pool: Pool, tables: readonly PlanTable[]): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query(`set local work_mem = '256MB'`)
    for (const table of tables) await writeTable(client, table)
    await writeTexts(client, 'company')
    if (tables.some(({ entity }) => entity === 'contact')) await writeTexts(client, 'contact')
  })
}

async function writeTable(client: PoolClient, { entity, fields }: PlanTable): Promise<void> {
  const names = fieldsOf(entity).filter((field) => fields.includes(field))
  const columns = names.map(({ column }) => sql.id(column))
  const assignments = names.map(({ column }) => sql`${sql.id(column)} = ${sql.id('d', column)}`)
  await execute(
    client,
    sql`update ${sql.id(entity)} as r set ${joined(assignments)} from ${sql.id('floor', `${entity}_update`)} as d where r.id = d.id`,
  )
  await execute(
    client,
    sql`insert into ${sql.id(entity)} (id, ${joined(columns)}) select id, ${joined(columns)} from ${sql.id('floor', `${entity}_insert`)}`,
  )
}

async function writeTexts(client: PoolClient, entity: 'company' | 'contact'): Promise<void> {
  const search = sql.id(`${entity}_search`)
  const texts = sql.id('floor', `${entity}_search`)
  await execute(
    client,
    sql`update ${search} as s set text = d.text from ${texts} as d where s.id = d.id and not d.is_new`,
  )
  await execute(client, sql`insert into ${search} (id, text) select id, text from ${texts} where is_new`)
}
