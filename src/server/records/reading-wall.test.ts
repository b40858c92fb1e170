import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const server = fileURLToPath(new URL('..', import.meta.url))

/** Files that name a record table without the predicate, each with the reason why nothing hidden comes out of it. */
const allowed: Record<string, string> = {
  'demo/load-demo.ts': 'the next free code of sample data',
  'import/plan/company-numbers.ts': 'the next free number',
  'import/plan/group-rows.ts':
    'which of the codes and names an export repeats was edited; nothing of the record comes out',
  'import/plan/plan-employers.ts': 'default contacts of companies that were found behind isVisible',
  'import/plan/plan-deletions.ts': 'deletes inside selectionSql; whatever else is read only keeps companies from it',
  'import/plan/resolve-units.ts': 'codes of companies that are not restricted',
}

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
      if (readsRecords.test(text) && !text.includes('isVisible(') && !(path in allowed)) faults.push(path)
    }
    expect(faults).toEqual([])
  })

  it('are named by every file of the list', async () => {
    for (const path of Object.keys(allowed)) expect(await readFile(join(server, path), 'utf8')).toMatch(readsRecords)
  })
})
