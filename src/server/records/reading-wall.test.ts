import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const server = fileURLToPath(new URL('..', import.meta.url))

/** Files outside the heart that name a record table, each with the reason why it leaks nothing. */
const allowed: Record<string, string> = {}

const readsRecords = /\b(from|join|update|into|using|table)\s+"?(company|contact|address)"?(?![\w.-])/i

/**
 * Companies, contacts and addresses are read behind `isVisible` alone, so only src/server/records may name their tables;
 * a matching of an import starts from it too.
 */
describe('the tables of records', () => {
  it('are read by src/server/records, and elsewhere only behind isVisible', async () => {
    const files = (await readdir(server, { recursive: true })).filter(
      (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('records/'),
    )
    const faults: string[] = []
    for (const path of files) {
      const text = await readFile(join(server, path), 'utf8')
      const isGuarded = text.includes('isVisible(') || relative('.', path) in allowed
      if (readsRecords.test(text) && !isGuarded) faults.push(path)
    }
    expect(faults).toEqual([])
  })
})
