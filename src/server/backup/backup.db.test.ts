import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { tableHash } from '../../../test/table-hash.ts'
import { loadDemo } from '../demo/load-demo.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { systemActor } from '../platform/auth/actor.ts'
import { saveRecord } from '../records/edit/save-record.ts'
import { listTables } from './list-tables.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

let source: TestDatabase
let directory: string
let archive: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rafale-backup-'))
  archive = join(directory, 'base.rafale')
  source = await testDatabase()
  await prepareDatabase(source.pool)
  await loadDemo(source.pool, systemActor, { companies: 60 })
  await saveRecord(source.pool, systemActor, {
    entity: 'company',
    values: { name: 'Zoé "&" Cie; « é »', code: 'Z1', comments: 'Two\nlines, a "quote", a \\ and a\ttab', alias: '' },
  })
  await source.pool.query(`insert into stored_file (name, size) values ('a', 3);
    insert into stored_file_chunk (file_id, seq, bytes) select id, 1, '\\x00ff0a'::bytea from stored_file`)
})
afterAll(async () => {
  await source.close()
  await rm(directory, { recursive: true })
})

/** A hash of every table, row for row and byte for byte. */
async function everything(pool: Pool): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const { name } of await listTables(pool)) {
    const { rows } = await pool.query<{ hash: string }>(
      `select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from public."${name}" as t`,
    )
    hashes[name] = rows[0]!.hash
  }
  return hashes
}

test('a backup restored elsewhere is the same base, and goes on where it was', async () => {
  const tables: string[] = []
  const done = await writeBackup(source.pool, archive, { onTable: (name) => tables.push(name) })
  expect(tables).toContain('company_search')
  expect(done.tables).toBe(new Set(tables).size)
  const target = await testDatabase()
  try {
    expect(await restoreBackup(target.pool, archive)).toEqual(done)
    expect(await everything(target.pool)).toEqual(await everything(source.pool))
    await prepareDatabase(target.pool)
    expect(await tableHash(target.pool)).toBe(await tableHash(source.pool))
    const indexes = `select indexname from pg_indexes where schemaname = 'public' order by 1`
    expect((await target.pool.query(indexes)).rows).toEqual((await source.pool.query(indexes)).rows)
    const made = await saveRecord(target.pool, systemActor, { entity: 'company', values: { name: 'Next' } })
    const { rows } = await source.pool.query<{ last: number }>('select last_value as last from record_id')
    expect(made.id).toBe(rows[0]!.last + 1)
    await expect(restoreBackup(target.pool, archive)).rejects.toMatchObject({ code: 'backup-target-in-use' })
  } finally {
    await target.close()
  }
})

test('a file that is there is not written over, and no partial one stays', async () => {
  await expect(writeBackup(source.pool, archive)).rejects.toMatchObject({ code: 'backup-exists' })
  expect(await readdir(directory)).toEqual(['base.rafale'])
})

test('one that is stopped half way leaves no file, and its connection to nobody', async () => {
  const path = join(directory, 'stopped.rafale')
  const stop = new AbortController()
  const onTable = (name: string, share: number) => {
    expect(share).toBeGreaterThanOrEqual(0)
    expect(share).toBeLessThanOrEqual(1)
    if (name === 'change') stop.abort(new Error('stopped'))
  }
  await expect(writeBackup(source.pool, path, { onTable, signal: stop.signal })).rejects.toThrow()
  expect(await readdir(directory)).toEqual(['base.rafale'])
  const left = `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`
  await expect.poll(async () => (await source.pool.query(left)).rowCount).toBe(0)
})

test('a damaged, cut or foreign file is refused and leaves nothing', async () => {
  const bytes = await readFile(archive)
  const tar = gunzipSync(bytes)
  const at = tar.indexOf('Zoé')
  const changed = Buffer.from(tar)
  changed[at] = 'L'.charCodeAt(0)
  const files = {
    cut: bytes.subarray(0, bytes.length / 2),
    changed,
    short: tar.subarray(0, tar.length - 4096),
    foreign: Buffer.from('Nom;Ville\n'),
    empty: Buffer.alloc(0),
  }
  const { gzipSync } = await import('node:zlib')
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name)
    await writeFile(path, name === 'changed' || name === 'short' ? gzipSync(content) : content)
    const target = await testDatabase()
    try {
      await expect(restoreBackup(target.pool, path), name).rejects.toMatchObject({ code: 'backup-unreadable' })
      const { rows } = await target.pool.query('select from company union all select from app_user')
      expect(rows, name).toHaveLength(0)
    } finally {
      await target.close()
    }
  }
})
