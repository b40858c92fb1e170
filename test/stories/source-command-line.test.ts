/** Recurring imports from the command line: a source added, tested, run, shown. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rafale, rafaleProgram } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { lines } from '../factories/import-source.ts'
import { sftpServer, type SftpServer } from '../sftp-server.ts'

let db: TestDatabase
let root: string
let sftp: SftpServer

beforeAll(async () => {
  db = await testDatabase()
  root = await mkdtemp(join(tmpdir(), 'rafale-source-'))
  await mkdir(join(root, 'erp'))
  sftp = await sftpServer(join(root, 'erp'))
  await writeFile(join(root, 'model.csv'), lines('M1;Modèle;Nantes'))
})
afterAll(async () => {
  await sftp.close()
  await db.close()
  await rm(root, { recursive: true })
})

const run = async (...args: string[]) => {
  vi.stubEnv('RAFALE_WATCH_DIR', root)
  return rafale(db, ['source', ...args, '--json'])
}

test('a folder', { timeout: 60_000 }, async () => {
  await rafale(db, ['user', 'add', 'agnes@exemple.fr', '--role', 'sales-administrator'])
  await rafale(db, ['import', join(root, 'model.csv'), '--save-mapping', 'ERP', '--dry-run'])
  const add = ['add', 'ERP', '--folder', 'erp', '--mapping', 'ERP', '--every', '15', '--max-creations', '1']
  expect((await run(...add)).code).toBe(2)
  expect((await run(...add, '--user', 'agnes@exemple.fr', '--daily', '06:00')).code).toBe(2)
  const added = await run(...add, '--user', 'agnes@exemple.fr')
  expect(added.json()).toMatchObject({
    id: 1,
    name: 'ERP',
    place: { kind: 'folder', path: 'erp' },
    limits: { creations: { value: 1, unit: 'count' }, headers: true },
  })
  await writeFile(join(root, 'erp', 'a.csv'), lines('A1;Un;Nantes'))
  expect((await run('test', '1')).json()).toMatchObject({ files: [{ name: 'a.csv', state: 'new' }] })
  const ran = await run('run', '1')
  expect(ran.json()).toMatchObject({
    taken: 1,
    applied: 1,
    run: { trigger: 'hand', files: [{ name: 'a.csv', outcome: 'applied', counts: { created: 1 } }] },
  })
  expect(await readdir(join(root, 'erp'))).toEqual(['done'])
  expect((await run('list')).json()).toMatchObject([{ name: 'ERP', lastFile: { outcome: 'applied' } }])
  expect((await run('show', '1')).json()).toMatchObject({ runs: [{ files: [{ name: 'a.csv' }] }], next: null })
  expect((await run('test', '77')).json()).toMatchObject({ error: { code: 'not-found' } })
})

test('an SFTP server, its password from standard input', { timeout: 60_000 }, async () => {
  const at = `erp@127.0.0.1:${sftp.port}/`
  const add = [
    'source',
    'add',
    'EDI',
    '--sftp',
    at,
    '--mapping',
    'ERP',
    '--cron',
    '0 7 * * 1-5',
    '--as',
    'agnes@exemple.fr',
  ]
  const added = await rafaleProgram(db, [...add, '--password-stdin', '--json'], 's3cret\n')
  expect(added.json()).toMatchObject({ id: 2, secret: 'password', place: { host: '127.0.0.1', hostKey: null } })
  expect(added.out).not.toContain('s3cret')
  expect((await run('test', '2')).json()).toMatchObject({ isHostKeyNew: true, total: 0 })
  expect((await run('run', '2')).json()).toMatchObject({ taken: 0 })
})
