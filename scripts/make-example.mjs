/**
 * Makes examples/clients-a-importer.csv (Windows-1252, `;`): a file as a sales administrator gets it, for the sample
 * data of `rafale demo`. Mostly fine rows, and one of every mistake that the check is there to find. Always the same.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { tsImport } from 'tsx/esm/api'
import { root } from './run.mjs'

const { exampleFile } = await tsImport('../src/server/demo/example-file.ts', import.meta.url)
mkdirSync(join(root, 'examples'), { recursive: true })
writeFileSync(join(root, 'examples', 'clients-a-importer.csv'), iconv.encode(exampleFile(), 'windows-1252'))
