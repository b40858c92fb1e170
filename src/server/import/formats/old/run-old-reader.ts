import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { WorkbookFormat } from '../../../../shared/contract/import-file.contract.ts'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import type { MergedCells, SheetInfo } from '../workbook/workbook.ts'

/** These formats can only be read as a whole: 60,000 rows take some 700 MB and 8 s. */
const maxFileBytes = 200 * 1024 ** 2
const heapMegabytes = 2048
const timeout = 180_000

export type OldCell = [
  column: number,
  type: 'n' | 's' | 'b' | 'e' | 'd',
  value: string | number | boolean | null,
  format: string | null,
]
export type OldRow = [place: number, row: number, isHidden: boolean, cells: OldCell[]]
export type OldBook = { sheets: SheetInfo[]; active: number; is1904: boolean }

export type OldReading = {
  path: string
  format: WorkbookFormat
  /** Of each sheet; all when not said. */
  rows?: number
  /** The one sheet wanted. */
  place?: number
  signal?: AbortSignal | undefined
}
type Line = OldRow | OldBook | { place: number; merges: MergedCells[] } | { done: true }

/**
 * What the reader of old formats tells, line by line: the workbook, rows, merges; in a process of its own, ended when
 * the caller stops. Throws 'file-format-limit' when it takes too much memory or time, 'file-encrypted', 'file-damaged'.
 */
export async function* runOldReader(reading: OldReading): AsyncGenerator<OldRow | OldBook | { merges: MergedCells[] }> {
  const { path, rows = 0, place = -1, signal } = reading
  signal?.throwIfAborted()
  const limit = new RafaleError('file-format-limit', { kind: reading.format.toUpperCase() })
  if ((await stat(path)).size > maxFileBytes) throw limit
  const script = fileURLToPath(new URL('./read-old-workbook.mjs', import.meta.url))
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMegabytes}`, script, path, String(rows), String(place)],
    // Nothing of this process's settings: the file is a stranger's.
    { stdio: ['ignore', 'pipe', 'ignore'], env: {}, timeout, killSignal: 'SIGKILL', ...(signal ? { signal } : {}) },
  )
  const ended = new Promise<{ code: number | null; failure: Error | undefined }>((resolve) => {
    let failure: Error | undefined
    child.on('error', (error) => {
      failure = error
      if (child.pid === undefined) resolve({ code: null, failure })
    })
    child.on('close', (code) => resolve({ code, failure }))
  })
  let isDone = false
  try {
    for await (const text of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      const line = JSON.parse(text) as Line
      if ('done' in line) isDone = true
      else yield line
    }
    const { code, failure } = await ended
    signal?.throwIfAborted()
    if (failure) throw failure
    if (code === 3) throw new RafaleError('file-encrypted')
    if (code === 4) throw new RafaleError('file-damaged')
    if (code !== 0 || !isDone) throw limit
  } finally {
    child.kill('SIGKILL')
  }
}
