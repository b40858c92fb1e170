/**
 * The file of an export, for whoever may export and may see what is in it. Steps: choose the records and lay out the
 * lines, read their cells into a spool on disk, all in one snapshot that ends there; then write the file from the spool.
 */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ClientBase, Pool } from 'pg'
import type { ExportRequest } from '../../shared/contract/export.contract.ts'
import { RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { onlyRow, sql } from '../platform/database/sql.ts'
import { inTemporaryDirectory } from '../platform/files/in-temporary-directory.ts'
import { readSpool, type CellText } from '../platform/files/read-spool.ts'
import { maxSheetRows } from '../platform/files/sheet.ts'
import { cellTexts } from '../records/read/cell-texts.ts'
import { cardColumns, chosenColumns, type Chosen } from './chosen-columns.ts'
import { fileOf } from './file-of.ts'
import { maxZippedCards } from './vcf/write-vcf.ts'
import { chooseRecords, layOutLines, spoolLines } from './spool-lines.ts'

export type Exporting = {
  pool: Pool
  actor: Actor
  request: ExportRequest
  /** Where the file goes. */
  path: string
  signal?: AbortSignal | undefined
  /** Statements of this connection are to stop when the export is cancelled. */
  watch?: ((client: ClientBase) => void) | undefined
  onProgress?: ((share: number) => Promise<void> | void) | undefined
}

/** What was read of the base, at one moment. */
type Spooled = { lines: number; position: number; texts: readonly (CellText | undefined)[] }

/** Throws the errors of an export that cannot be: rights, format, unknown columns. */
export function demandExportable(actor: Actor, request: ExportRequest): Chosen {
  const { entity, format } = request
  demandRight(actor, 'export')
  demandRight(actor, `${entity}.see`)
  if (format === 'vcf' && entity !== 'contact') throw new RafaleError('export-format-entity')
  const chosen = format === 'vcf' ? cardColumns() : chosenColumns(request)
  if (chosen.contacts !== 'none') demandRight(actor, 'contact.see')
  return chosen
}

/** The file is written; how many rows it has. Throws 'export-too-long' for a sheet that cannot hold them. */
export async function writeExport(exporting: Exporting): Promise<{ rows: number }> {
  const { actor, request, path, signal, onProgress } = exporting
  const chosen = demandExportable(actor, request)
  return inTemporaryDirectory(async (directory) => {
    const spool = join(directory, 'spool')
    const { lines, position, texts } = await spoolBase(exporting, chosen, spool)
    const onRows = (written: number) => onProgress?.(0.4 + (0.6 * written) / Math.max(1, lines))
    const rows = readSpool(spool, texts, onRows)
    const file = fileOf({ request, chosen, position, language: actor.language, rows })
    await pipeline(file, createWriteStream(path), ...(signal ? [{ signal }] : []))
    return { rows: lines }
  })
}

/** Everything that is to be read of the base, in one snapshot: as short as can be, since nothing it sees can be vacuumed. */
async function spoolBase(
  { pool, actor, request, watch, onProgress }: Exporting,
  chosen: Chosen,
  path: string,
): Promise<Spooled> {
  const client = await pool.connect()
  const spool = createWriteStream(path)
  let failure: Error | undefined
  try {
    watch?.(client)
    await client.query('begin isolation level repeatable read')
    const { position, instance } = await onlyRow<{ position: number; instance: string }>(
      client,
      sql`select coalesce((select max(position) from change_set), 0) as position,
                 (select value #>> '{}' from setting where key = 'instance') as instance`,
    )
    const reading = { actor, request, chosen }
    await chooseRecords(client, reading)
    const lines = await layOutLines(client, reading)
    demandFitting(request, lines, actor.language)
    const onLines = async (read: number) => onProgress?.((0.4 * read) / lines)
    await spoolLines(client, { ...reading, instance, lines, spool, onLines })
    const texts = await cellTexts(client, chosen.columns, actor.language)
    await client.query('commit')
    return { lines, position, texts }
  } catch (error) {
    failure = error as Error
    spool.destroy()
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(failure)
  }
}

function demandFitting({ format, isZipped }: ExportRequest, lines: number, language: Language): void {
  if (format === 'vcf' && isZipped && lines > maxZippedCards) {
    throw new RafaleError('export-too-many-files', { max: maxZippedCards.toLocaleString(language) })
  }
  if ((format !== 'xlsx' && format !== 'ods') || lines < maxSheetRows) return
  const told = (count: number) => count.toLocaleString(language)
  throw new RafaleError('export-too-long', { rows: told(lines), max: told(maxSheetRows - 1) })
}
