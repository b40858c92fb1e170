import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
let directory: string

beforeEach(async () => {
  database = await testDatabase()
  await database.pool.query('drop table if exists migration')
  directory = await mkdtemp(join(tmpdir(), 'rafale-migrations-'))
  await write('0001-fruit', "create table fruit (name text);\ninsert into fruit values ('apple');")
})

afterEach(async () => {
  await database.close()
  await rm(directory, { recursive: true })
})

describe('migrate', () => {
  it('runs each file once, in order, even when two processes start together', async () => {
    await write('0002-pear', "insert into fruit values ('pear')")
    const runs = await Promise.all([migrate(database.pool, directory), migrate(database.pool, directory)])
    expect(runs.flat().sort()).toEqual(['0001-fruit', '0002-pear'])
    expect(await migrate(database.pool, directory)).toEqual([])
    expect(await fruits()).toEqual(['apple', 'pear'])
  })

  it('refuses a file edited after it ran, and does not run the ones behind it', async () => {
    await migrate(database.pool, directory)
    await write('0001-fruit', 'create table fruit (name text, price int)')
    await write('0002-pear', "insert into fruit values ('pear')")
    await expect(migrate(database.pool, directory)).rejects.toThrow(/0001-fruit was edited after it ran/)
    expect(await fruits()).toEqual(['apple'])
  })

  it('takes back a file that fails and says at which line', async () => {
    await write('0002-wrong', "insert into fruit values ('pear');\n\nselect nothing from nowhere")
    await expect(migrate(database.pool, directory)).rejects.toThrow(/0002-wrong failed at line 3.*nowhere/)
    expect(await fruits()).toEqual(['apple'])
  })

  it('refuses a base of a newer version, and a number used twice', async () => {
    await write('0002-pear', "insert into fruit values ('pear')")
    await migrate(database.pool, directory)
    await rm(join(directory, '0002-pear.sql'))
    await expect(migrate(database.pool, directory)).rejects.toThrow(/newer version of Rafale.*0002-pear/)
    await write('0001-again', 'select 1')
    await expect(migrate(database.pool, directory)).rejects.toThrow(/each number once/)
  })
})

async function write(name: string, sql: string): Promise<void> {
  await writeFile(join(directory, `${name}.sql`), sql)
}

async function fruits(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>('select name from fruit order by name')
  return rows.map((row) => row.name)
}
