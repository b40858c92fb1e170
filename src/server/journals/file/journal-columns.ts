import type { Field, Label } from '../../../shared/catalogue/field.ts'
import type { JournalPreviewRow } from '../../../shared/contract/journal.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { errorText, type Language } from '../../../shared/errors/rafale-error.ts'
import type { Queryable } from '../../platform/database/sql.ts'
import type { CellText } from '../../platform/files/read-spool.ts'
import type { SheetColumn } from '../../platform/files/sheet.ts'
import { faultParams } from '../../records/faults-error.ts'
import { cellTexts, kindOf } from '../../records/read/cell-texts.ts'
import { refusalMark } from './journal-lines.sql.ts'

type Outcome = JournalPreviewRow['outcome']
type Part = 'preview' | 'result'

const label = (fr: string, en: string): Label => ({ fr, en })

const names: Record<ListEntity, readonly Label[]> = {
  company: [label('Code', 'Code'), label('Nom', 'Name')],
  contact: [
    label('ID externe', 'External ID'),
    label('Nom', 'Name'),
    label('Code de la société', 'Company code'),
    label('Société', 'Company'),
  ],
}
const field = label('Champ', 'Field')
const before = label('Ancienne valeur', 'Old value')
const after = label('Nouvelle valeur', 'New value')
const outcome = label('Résultat', 'Outcome')
const reason = label('Motif', 'Reason')

const outcomes: Record<Part, Record<Outcome, Label>> = {
  preview: {
    change: label('Change', 'Changes'),
    unchanged: label('Inchangée', 'Unchanged'),
    refused: label('Refusée', 'Refused'),
  },
  result: {
    change: label('Modifiée', 'Changed'),
    unchanged: label('Inchangée', 'Unchanged'),
    refused: label('Refusée', 'Refused'),
  },
}

/** The columns of the records' sheet, in the order of the lines; the field stands between names and values. */
export function journalColumns(entity: ListEntity, changed: Field, language: Language): SheetColumn[] {
  const text = (header: Label, width: number): SheetColumn => ({ header: header[language], kind: 'text', width })
  const value = (header: Label): SheetColumn => ({ header: header[language], kind: kindOf(changed.type), width: 24 })
  return [
    ...names[entity].map((header, place) => text(header, place === 0 ? 16 : 32)),
    text(field, 24),
    value(before),
    value(after),
    text(outcome, 14),
    text(reason, 60),
  ]
}

/** How the cells of a line are written. */
export async function journalTexts(
  db: Queryable,
  about: { entity: ListEntity; field: Field; part: Part; language: Language },
): Promise<readonly (CellText | undefined)[]> {
  const { entity, field: changed, part, language } = about
  const [value] = await cellTexts(db, [{ path: changed.key, field: changed }], language)
  return [
    ...names[entity].map(() => undefined),
    () => changed.label[language],
    value,
    value,
    (raw) => outcomes[part][raw as Outcome][language],
    (raw) => refusalText(changed, raw, language),
  ]
}

function refusalText({ entity }: Field, raw: string, language: Language): string {
  const [code, key, value] = raw.split(refusalMark)
  return errorText(code as ErrorCode, faultParams(entity, key || null, value ?? null, language), language)
}
