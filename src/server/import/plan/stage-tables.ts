import { sql, type Sql } from '../../platform/database/sql.ts'

/** The unlogged tables of one import, all in the schema `stage`: its file's rows, and those of one of two plans. */
export type StageTables = ReturnType<typeof stageTables>

/** `generation`: which of its two plans, 1 or 2. */
export type StagedImport = { id: number; generation: number }

export function stageTables({ id, generation }: StagedImport) {
  const name = (part: string) => `import_${id}_${generation}_${part}`
  const file = `import_${id}_rows`
  const faults = `import_${id}_faults`
  const table = (part: string): Sql => sql.id('stage', name(part))
  return {
    importId: id,
    generation,
    /** Whether some company is spoken of by several rows; said by `groupRows`. Without, a unit is a row. */
    hasGroups: true,
    /** Whether some record changed since the export that the file is; said by `rewindBase`. */
    hasSince: false,
    /** The file as text: row_no, c1 … cN. */
    rows: sql.id('stage', file),
    rowsName: `stage.${file}`,
    /** What was wrong with its rows when it was read. */
    faults: sql.id('stage', faults),
    faultsName: `stage.${faults}`,
    /** The rows read: typed values, keys, problems. */
    read: table('read'),
    /** The companies that rows speak of: one a group of rows. */
    unit: table('unit'),
    /** Values of groups of several rows, merged. */
    merged: table('merged'),
    /** What is wrong, or to be looked at, row by row. */
    problem: table('problem'),
    /** The outcome of each row. */
    outcome: table('outcome'),
    /** Companies that some row names, for the deletion of the others. */
    named: table('named'),
    address: table('address'),
    contact: table('contact'),
    /** The companies that rows of contacts name, found or not. */
    employer: table('employer'),
    /** Companies to be made for contacts. */
    made: table('made'),
    /** New default pointers of companies, or of contacts. */
    pointer: table('pointer'),
    part: table,
    partName: name,
    planStem: name('plan'),
    /** What the names of its plan's tables begin with. */
    stem: name(''),
  }
}

/** The typed column of a target's value in `read`. */
export const valueColumn = (path: string): string =>
  path.replace('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
/** The columns of a full name's parts in `read`. */
export const nameColumns = {
  civility: 'contact_name_civility',
  firstName: 'contact_name_first_name',
  lastName: 'contact_name_last_name',
} as const
export const cellColumn = (column: number): string => `c${column + 1}`
