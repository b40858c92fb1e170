/** `npm run generate`: writes the documents that are made from the code (the API's description, the list of errors). */
import './check-node.mjs'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tsImport } from 'tsx/esm/api'
import { root } from './run.mjs'

const { generatedDocs } = await tsImport('../src/server/generated-docs.ts', import.meta.url)
for (const [path, text] of Object.entries(generatedDocs())) {
  writeFileSync(join(root, path), text)
  process.stderr.write(`${path}\n`)
}
