import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { errorTable } from '../shared/errors/error-table.ts'
import { generatedDocs } from './generated-docs.ts'

const docs = generatedDocs()

describe('generated documents', () => {
  it.each(Object.keys(docs))('%s is what the code makes of it: else run "npm run generate"', async (path) => {
    const stored = await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
    expect(stored).toBe(docs[path])
  })

  it('the page of errors has every code of the table', () => {
    const missing = Object.keys(errorTable).filter((code) => !docs['docs/errors.md']?.includes(`\`${code}\``))
    expect(missing).toEqual([])
  })
})
