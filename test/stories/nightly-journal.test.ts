/** The script of docs/nightly-journal.md, as it stands there, run by a shell with `rafale` as a program. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main, rafale, urlOf } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { xlsxRows } from '../factories/xlsx-rows.ts'
import { tableHash } from '../table-hash.ts'

let db: TestDatabase
let directory: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  db = await testDatabase()
  await rafale(db, ['demo', '--companies', '30'])
  directory = await mkdtemp(join(tmpdir(), 'rafale-nightly-'))
  const bin = join(directory, 'bin')
  await mkdir(bin)
  const program = `#!/bin/sh\nexec "${process.execPath}" --import "${import.meta.resolve('tsx')}" "${main}" "$@"\n`
  await writeFile(join(bin, 'rafale'), program, { mode: 0o755 })
  env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    DATABASE_URL: urlOf(db),
    RAFALE_LOG_LEVEL: 'silent',
  }
})
afterAll(async () => {
  await db.close()
  await rm(directory, { recursive: true })
})

async function night(codes: string[], ...args: string[]): Promise<string> {
  const page = await readFile(new URL('../../docs/nightly-journal.md', import.meta.url), 'utf8')
  const [, script = ''] = /```sh\n(.*?)```/s.exec(page) ?? []
  await writeFile(join(directory, 'codes.txt'), `${codes.join('\n')}\n`)
  const options = { env, cwd: directory, timeout: 100_000 }
  const { stdout } = await promisify(execFile)('sh', ['-c', script, 'script', 'codes.txt', ...args], options)
  return stdout
}
const codes = ['C000001', 'C000002', 'C000003']
const listed = async () => (await rafale(db, ['journal', 'list', '--json'])).json() as { state: string }[]
const rowsOf = async (name: string) => xlsxRows(await readFile(join(directory, name)))

test('the companies of the file have the region, and two workbooks say so', async () => {
  const told = await night(codes)
  expect(JSON.parse(told.trim().split('\n').at(-1) ?? '')).toMatchObject({ targets: 3, refused: 0 })
  const { rows } = await db.pool.query(
    `select v.label_fr as region from company as c join list_value as v on v.id = c.sales_region_id where c.code = any($1)`,
    [codes],
  )
  expect(rows).toEqual(codes.map(() => ({ region: 'Ouest' })))
  expect(await listed()).toMatchObject([{ state: 'validated' }])
  const [before, after] = [await rowsOf('preview-1.xlsx'), await rowsOf('result-1.xlsx')]
  expect(before.map(([code]) => code)).toEqual(['Code', ...codes])
  expect(after.map(([code]) => code)).toEqual(['Code', ...codes])
  expect(after.every((row) => row[5] !== 'Refused')).toBe(true)
}, 120_000)

test('again it finds nothing to do, an unknown code or too many companies stop it: nothing is changed', async () => {
  const before = await tableHash(db.pool)
  await night(codes)
  expect(await listed()).toHaveLength(1)
  await expect(night([...codes, 'NOWHERE'])).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('journal-codes-missing'),
  })
  expect(await listed()).toHaveLength(1)
  const more = Array.from({ length: 20 }, (_, n) => `C0000${String(n + 10)}`)
  await expect(night(more, '2')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('look at it') })
  expect(await listed()).toMatchObject([{ state: 'draft' }, { state: 'validated' }])
  expect(await tableHash(db.pool)).toBe(before)
  expect((await readdir(directory)).filter((name) => name.endsWith('.partial'))).toEqual([])
}, 300_000)
