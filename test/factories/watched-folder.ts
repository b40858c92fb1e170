import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { listImportSourceRuns } from '../../src/shared/contract/import-source.contract.ts'
import { listNotices } from '../../src/shared/contract/notice.contract.ts'
import { listRecords } from '../../src/shared/contract/record.contract.ts'
import { testServer } from '../test-server.ts'
import { savedMapping } from './import-source.ts'
import { createUser, type User } from './user.ts'

type WatchedFolder = Awaited<ReturnType<typeof makeFolder>>

/** For each test of a file a server that looks into a folder of its own; the test asks for what is there. */
export function watchedFolder(): () => WatchedFolder {
  let made: WatchedFolder
  beforeEach(async () => {
    made = await makeFolder()
  })
  afterEach(() => made.close())
  return () => made
}

/** `folder` is watched below `root`; Agnès Roux (`clerk`) imports what lies there by a `mapping` of hers. */
async function makeFolder() {
  const root = await mkdtemp(join(tmpdir(), 'rafale-watch-'))
  const folder = join(root, 'erp')
  await mkdir(folder)
  const server = await testServer({ RAFALE_WATCH_DIR: root })
  const admin = await createUser(server)
  const clerk = await createUser(server, { role: 'sales-administrator', name: 'Agnès Roux' })
  const mapping = await savedMapping(server, clerk)
  return {
    root,
    folder,
    server,
    admin,
    clerk,
    mapping,
    drop: (name: string, text: string) => writeFile(join(folder, name), text),
    /** Of the companies there are. */
    names: async () =>
      (await clerk.call(listRecords, { params: { entity: 'company' } })).result.rows
        .map(({ values }) => String(values['name']))
        .sort((one, other) => one.localeCompare(other)),
    runs: async (id: number, user = clerk) => (await user.call(listImportSourceRuns, { params: { id } })).result.runs,
    notices: async (user: User) => (await user.call(listNotices)).result.notices,
    /** Files that were put away, without the time in their names. */
    inShelf: async (shelf: string) =>
      (await readdir(join(folder, shelf)).catch(() => [])).map((name) => name.replace(/^\d{8}T\d{9}-/, '')).sort(),
    close: async () => {
      await server.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}
