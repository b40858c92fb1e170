import type { Command } from 'commander'
import type { JournalFileRequest } from '../shared/contract/export.contract.ts'
import { writeJournalFile } from '../server/journals/file/write-journal-file.ts'
import { said } from './language.ts'
import { withProgress } from './progress-bar.ts'
import type { Session } from './with-session.ts'

export type FileOptions = { xlsx?: string }

/** A command that also writes what it says of each record. */
export const withFile = (command: Command): Command =>
  command.option(
    '--xlsx <file>',
    said(
      'écrire aussi un classeur : code, nom, champ, avant, après, résultat, motif',
      'also write a workbook: code, name, field, old, new, outcome, reason',
    ),
  )

/** The workbook of a journal is at `path`; how many records it tells of. */
export async function writeFileOf(
  { pool, actor }: Session,
  path: string,
  request: JournalFileRequest,
): Promise<{ rows: number }> {
  return withProgress((bar) =>
    writeJournalFile({ pool, actor, request, path, onProgress: (share) => bar.report('xlsx', share) }),
  )
}
