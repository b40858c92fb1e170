/**
 * The preview of a journal, or what it did, as a workbook to sign off or to keep (BU-10): a line a record that the actor
 * may see, then a sheet that says what journal it is. Steps: lay out the lines (a preview is planned as validation plans
 * it, and taken back), read them into a spool on disk, then write the file from the spool with no transaction open.
 */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ClientBase, Pool, PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { JournalFileRequest } from '../../../shared/contract/export.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../../platform/auth/actor.ts'
import { rolledBack } from '../../platform/database/rolled-back.ts'
import { execute, joined, rowsOf, sql, textOf, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { inTemporaryDirectory } from '../../platform/files/in-temporary-directory.ts'
import { readSpool, type CellText } from '../../platform/files/read-spool.ts'
import { maxSheetRows, type Sheet } from '../../platform/files/sheet.ts'
import { writeXlsx } from '../../platform/files/write-xlsx.ts'
import { findJournal, type StoredJournal } from '../find-journal.ts'
import { demandState } from '../lock-draft.ts'
import { changeOf, planJournal } from '../plan/plan-journal.ts'
import { previewedStates } from '../preview-journal.ts'
import { factsSheet, type FileCounts } from './facts-sheet.ts'
import { journalColumns, journalTexts } from './journal-columns.ts'
import { lineColumns, previewLines, resultLines } from './journal-lines.sql.ts'

export type Filing = {
  pool: Pool
  actor: Actor
  request: JournalFileRequest
  /** Where the file goes. */
  path: string
  signal?: AbortSignal | undefined
  /** Statements of this connection are to stop when the file is no longer wanted. */
  watch?: ((client: ClientBase) => Promise<void> | void) | undefined
  onProgress?: ((share: number) => Promise<void> | void) | undefined
}

/**
 * The journal, at a step that such a file tells of, for whoever may export. Throws 'right-missing', 'not-found',
 * 'journal-state', 'journal-incomplete'.
 */
export async function demandFile(
  db: Queryable,
  actor: Actor,
  { journal: number, part }: JournalFileRequest,
): Promise<StoredJournal> {
  demandRight(actor, 'export')
  const journal = await findJournal(db, actor, number)
  if (part === 'result') demandState(journal, 'validated', 'undone')
  else {
    demandState(journal, ...previewedStates)
    changeOf(journal)
  }
  return journal
}

/** The file is written; how many lines it has. Throws what `demandFile` throws, 'export-too-long'. */
export async function writeJournalFile(filing: Filing): Promise<{ rows: number }> {
  const { actor, request, path, signal, onProgress } = filing
  return inTemporaryDirectory(async (directory) => {
    const spool = join(directory, 'spool')
    const { lines, texts, sheet, facts } = await spoolJournal(filing, spool)
    const rows = readSpool(spool, texts, (taken) => onProgress?.(0.5 + (0.5 * taken) / Math.max(1, lines)))
    const file = writeXlsx({
      title: `Journal ${request.journal}`,
      author: actor.name,
      createdAt: new Date(),
      sheets: [{ ...sheet, rows }, facts],
    })
    await pipeline(file, createWriteStream(path), ...(signal ? [{ signal }] : []))
    return { rows: lines }
  })
}

type Spooled = {
  lines: number
  texts: readonly (CellText | undefined)[]
  sheet: Omit<Sheet, 'rows'>
  facts: Sheet
}

/** All that is read of the base; a preview's plan goes with the transaction. */
function spoolJournal({ pool, actor, request, watch, onProgress }: Filing, spool: string): Promise<Spooled> {
  const { language } = actor
  return rolledBack(pool, async (client, name) => {
    await watch?.(client)
    await client.query(`set local work_mem = '256MB'`)
    const journal = await demandFile(client, actor, request)
    const { entity, field: path } = journal
    const field = fieldOfPath(entity, path ?? '')
    const lines = await layOut(client, await lineSource(client, { actor, journal, field, part: request.part, name }))
    demandFitting(lines, language)
    await onProgress?.(0.3)
    await copyLines(client, lineColumns[entity], spool)
    await onProgress?.(0.5)
    return {
      lines,
      texts: await journalTexts(client, { entity, field, part: request.part, language }),
      sheet: { name: sheetNames[entity][language], columns: journalColumns(entity, field, language) },
      facts: await factsSheet(client, { journal, field, part: request.part, counts: await countLines(client), actor }),
    }
  })
}

const sheetNames = {
  company: { fr: 'Sociétés', en: 'Companies' },
  contact: { fr: 'Contacts', en: 'Contacts' },
}

/** The field of a journal, also one that no journal could change any more: a custom one that was retired. */
function fieldOfPath(entity: ListEntity, path: string): Field {
  return path.startsWith('address.') ? fieldOf('address', path.slice('address.'.length)) : fieldOf(entity, path)
}

type Source = { actor: Actor; journal: StoredJournal; field: Field; part: JournalFileRequest['part']; name: string }

async function lineSource(client: PoolClient, { actor, journal, field, part, name }: Source): Promise<Sql> {
  if (part === 'result') return resultLines(actor, journal, field)
  await planJournal(client, { actor, journal, name })
  return previewLines(actor, journal, name)
}

const layOut = (client: ClientBase, lines: Sql): Promise<number> =>
  execute(client, sql`create temporary table journal_line on commit drop as ${lines}`)

const copyLines = (client: ClientBase, columns: readonly string[], path: string): Promise<void> =>
  pipeline(
    client.query(
      copyTo(
        textOf(
          sql`copy (select ${joined(columns.map((column) => sql.id(column)))} from journal_line order by line) to stdout`,
        ),
      ),
    ),
    createWriteStream(path),
  )

async function countLines(client: Queryable): Promise<FileCounts> {
  const counts: FileCounts = { change: 0, unchanged: 0, refused: 0 }
  const found = await rowsOf<{ outcome: keyof FileCounts; lines: number }>(
    client,
    sql`select outcome, count(*) as lines from journal_line group by outcome`,
  )
  for (const { outcome, lines } of found) counts[outcome] = lines
  return counts
}

/** Throws 'export-too-long' for more lines than a sheet holds. */
export function demandFitting(lines: number, language: Actor['language']): void {
  if (lines < maxSheetRows) return
  const told = (count: number) => count.toLocaleString(language)
  throw new RafaleError('export-too-long', { rows: told(lines), max: told(maxSheetRows - 1) })
}
