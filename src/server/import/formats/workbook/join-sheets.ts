import type { ListEntity } from '../../../../shared/contract/record.contract.ts'
import { headerForm } from '../../../../shared/import/header-form.ts'
import { guessMapping, type GuessedColumn } from '../../../../shared/import/guess-mapping.ts'
import type { SheetPreview } from './preview-workbook.ts'

/** What headers were assigned to before, and for what they are read. */
export type Guessing = { entity: ListEntity; memory: ReadonlyMap<string, string> }

/** The columns of one or several sheets as those of one table. */
export type JoinedSheets = {
  headers: string[]
  /** By sheet, the joined column of each of its own. */
  columns: number[][]
  /** What each joined column feeds, where there are several sheets: each guessed among those of its own sheet. */
  guesses: GuessedColumn[] | undefined
  /** Headers of the columns that several sheets have. */
  links: string[]
}

/** Columns of different sheets are one when they feed the same field, or have the same title and feed none. */
export function joinSheets(sheets: readonly SheetPreview[], guessing: Guessing): JoinedSheets {
  const [first] = sheets
  if (!first || sheets.length === 1) {
    const headers = first?.headers ?? []
    return { headers, columns: [headers.map((_, at) => at)], guesses: undefined, links: [] }
  }
  const joined: JoinedSheets = { headers: [], columns: [], guesses: [], links: [] }
  const places = new Map<string, number>()
  const links = new Set<number>()
  for (const [at, sheet] of sheets.entries()) {
    const own = new Set<string>()
    const columns = guessSheet(sheet, at === 0 ? guessing : alone(guessing)).map(({ column, ...guess }) => {
      const header = sheet.headers[column] ?? ''
      const sameAs = guess.target ?? (header === '' ? '' : `title:${headerForm(header)}`)
      const known = sameAs === '' || own.has(sameAs) ? undefined : places.get(sameAs)
      own.add(sameAs)
      if (known !== undefined) {
        links.add(known)
        return known
      }
      const place = joined.headers.length
      if (sameAs !== '' && !places.has(sameAs)) places.set(sameAs, place)
      joined.headers.push(joined.headers.includes(header) ? `${header} (${sheet.name})`.trim() : header)
      joined.guesses?.push({ ...guess, column: place })
      return place
    })
    joined.columns.push(columns)
  }
  joined.links = [...links].map((at) => joined.headers[at] ?? '')
  return joined
}

/** What a title was assigned to in one sheet says nothing of another: "Nom" is the company's, then the contact's. */
const alone = ({ entity }: Guessing): Guessing => ({ entity, memory: new Map() })

function guessSheet({ headers, rows }: SheetPreview, { entity, memory }: Guessing): GuessedColumn[] {
  const columns = headers.map((header, column) => ({
    column,
    header,
    samples: [...new Set(rows.map(({ cells }) => cells[column]?.trim() ?? '').filter(Boolean))].slice(0, 5),
  }))
  return guessMapping(entity, columns, memory)
}

/** Fields that tell which company a row is about. */
const linking = ['company.rafaleId', 'company.externalId', 'company.code']

/**
 * The sheets that are one import with the first of them, found so: each names its companies in the same way, and none
 * has another field of the first's than what names the company. Two years of the same list are not joined.
 */
export function sheetsThatJoin(sheets: readonly SheetPreview[], guessing: Guessing): SheetPreview[] {
  const [first, ...others] = sheets
  if (!first || guessing.entity !== 'company') return first ? [first] : []
  const targets = (sheet: SheetPreview, guessing: Guessing) =>
    new Set(
      guessSheet(sheet, guessing).flatMap(({ target, confidence }) =>
        target && confidence !== 'none' ? [target] : [],
      ),
    )
  const own = targets(first, guessing)
  const link = linking.find((path) => own.has(path))
  if (link === undefined) return [first]
  const joining = [first]
  for (const sheet of others) {
    const its = targets(sheet, alone(guessing))
    const adds = [...its].filter((path) => !linking.includes(path) && path !== 'company.name')
    if (!its.has(link) || adds.length === 0 || adds.some((path) => own.has(path))) continue
    joining.push(sheet)
    for (const path of adds) own.add(path)
  }
  return joining
}
