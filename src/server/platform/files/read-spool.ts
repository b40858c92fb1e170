import { createReadStream } from 'node:fs'
import type { SheetRow } from './sheet.ts'

/** A cell as the file has it, from the text PostgreSQL gives of its value. */
export type CellText = (raw: string) => string

const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/**
 * The rows of a spool, in batches of some thousand cells: what COPY wrote, each cell as the file is to have it. `onRows`
 * is told how many rows were taken up to then.
 */
export async function* readSpool(
  path: string,
  texts: readonly (CellText | undefined)[],
  onRows?: (taken: number) => Promise<void> | void,
): AsyncGenerator<SheetRow[]> {
  let rest = ''
  let taken = 0
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() ?? ''
    if (lines.length === 0) continue
    yield lines.map((line) => readLine(line, texts))
    taken += lines.length
    await onRows?.(taken)
  }
}

function readLine(line: string, texts: readonly (CellText | undefined)[]): SheetRow {
  return line.split('\t').map((raw, index) => {
    if (raw === String.raw`\N` || raw === '') return null
    const value = raw.includes('\\') ? raw.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter) : raw
    return texts[index]?.(value) ?? value
  })
}
