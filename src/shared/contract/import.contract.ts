import { z } from 'zod'
import { entityNames } from '../catalogue/field.ts'
import { endpoint } from './endpoint.ts'
import { filter, historyEntry, listEntity, references } from './record.contract.ts'

export const importModes = ['add', 'update', 'update-with-deletion'] as const
export const updatePolicies = ['overwrite', 'keep', 'fill', 'greater', 'add'] as const
export type UpdatePolicy = (typeof updatePolicies)[number]
export const delimiters = [',', ';', '\t', '|'] as const
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const

/** What one file column feeds. `target`: `company.name`, `address.city`, `contact.fullName` …, null to ignore it. */
export const columnMapping = z.object({
  /** 0-based position of the file column. */
  column: z.int().min(0),
  target: z.string().nullable(),
  isKey: z.boolean().default(false),
  policy: z.enum(updatePolicies).default('overwrite'),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimal: z.enum([',', '.']).optional(),
  /** What words of the file stand for, where its field does not know them; an empty `to` leaves the cell out. */
  values: z
    .array(z.object({ from: z.string().max(200), to: z.string().max(200) }))
    .max(2000)
    .optional(),
})
export type ColumnMapping = z.infer<typeof columnMapping>

export const importSettings = z.object({
  mode: z.enum(importModes).default('update'),
  /** In the update modes: a row that matches nothing creates a record (else it is skipped and reported). */
  createsMissing: z.boolean().default(true),
  /** Contacts: a company that is not found is created (else the row is refused). */
  createsCompanies: z.boolean().default(false),
  emptyCells: z.enum(['ignore', 'erase']).default('ignore'),
  /** Values for created records in columns the file lacks, by target; `contact.company` is the id of the company of contacts that name none. */
  defaults: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Update with deletion: which companies, or contacts, may go when the file does not name them. */
  deletionScope: filter.optional(),
  note: z.string().max(2000).optional(),
  /**
   * The file is an export of this installation, made at that position of the change log: an untouched cell changes
   * nothing, whatever happened since. `conflicts`: which side wins where both changed a cell.
   */
  export: z.object({ position: z.int().min(0), conflicts: z.enum(['keep', 'overwrite']).default('keep') }).optional(),
  columns: z.array(columnMapping).max(1000),
})
export type ImportSettings = z.infer<typeof importSettings>

/** Formats of files whose rows stand in sheets. */
export const workbookFormats = ['xlsx', 'xlsb', 'xls', 'ods'] as const
export type WorkbookFormat = (typeof workbookFormats)[number]
/** The format of a file is found by its content, whatever its name. */
export const fileFormats = ['text', ...workbookFormats, 'vcf'] as const
export type FileFormat = (typeof fileFormats)[number]

export const textDialect = z.object({
  format: z.literal('text'),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  headerRow: z.int().min(1),
})
export const chosenSheet = z.object({ name: z.string().max(255), headerRow: z.int().min(1) })
export const workbookDialect = z.object({
  format: z.enum(workbookFormats),
  /** The sheets read as one import, the first deciding the order of columns. */
  sheets: z.array(chosenSheet).min(1).max(20),
})
export const cardsDialect = z.object({ format: z.literal('vcf'), encoding: z.enum(encodings) })

/** How a file is read. */
export const dialect = z.discriminatedUnion('format', [textDialect, workbookDialect, cardsDialect])
export type Dialect = z.infer<typeof dialect>
export type TextDialect = z.infer<typeof textDialect>
export type WorkbookDialect = z.infer<typeof workbookDialect>
export type CardsDialect = z.infer<typeof cardsDialect>

/** What is told about the reading of a file, in the language asked for. */
export const fileNote = z.object({ code: z.string(), message: z.string() })
export type FileNote = z.infer<typeof fileNote>

export const fileColumn = z.object({
  column: z.int(),
  header: z.string(),
  /** Up to 5 different values that are not empty. */
  samples: z.array(z.string()),
  /** Whether the day-month order could not be told from the whole column. */
  isDateOrderUnclear: z.boolean(),
  confidence: z.enum(['sure', 'check', 'none']),
})

const perEntity = z.object({ create: z.int(), update: z.int(), unchanged: z.int(), delete: z.int() })

/** The recap (IM-11): rows have exactly one outcome each and add up to `read`; records are counted apart. */
export const importRecap = z.object({
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  refused: z.int(),
  /** Rows that found an existing record. */
  matched: z.int(),
  /** Rows imported, with something to look at. */
  toCheck: z.int(),
  records: z.partialRecord(z.enum(entityNames), perEntity),
  /** Cells that will change, by `entity.field`. */
  fields: z.record(z.string(), z.int()),
  /** Update with deletion: those that cannot go, and the share of the scope that would. */
  blockedDeletions: z.int(),
  deletionShare: z.number(),
  /** Records that keep their value of a locked field though the file says another, by `entity.field`. */
  locked: z.record(z.string(), z.int()).optional(),
  /** Why nothing is deleted though the mode would: a row has no key, or nothing was found. */
  deletionHindrance: z.enum(['keyless', 'unmatched']).optional(),
})
export type ImportRecap = z.infer<typeof importRecap>

export const importStates = ['uploaded', 'staged', 'planned', 'applying', 'done', 'failed', 'cancelled'] as const

export const importRun = z.object({
  id: z.int(),
  entity: listEntity,
  state: z.enum(importStates),
  fileName: z.string(),
  fileSize: z.int(),
  author: z.string(),
  createdAt: z.string(),
  dialect: dialect.nullable(),
  /** What was noticed when the file was read: hidden rows, merged cells, sheets that were joined. */
  notes: z.array(fileNote),
  columns: z.array(fileColumn),
  settings: importSettings,
  /** The saved mapping it was mapped by. */
  mapping: z.object({ id: z.int(), name: z.string() }).nullable(),
  /** Data rows staged, once known. */
  rows: z.int().nullable(),
  recap: importRecap.nullable(),
  /** Corrections or skips were made since the check that gave the recap. */
  isStale: z.boolean(),
  /** The job under way or last ended. */
  job: z.int().nullable(),
  changeSet: z.int().nullable(),
  restorePoint: z.int().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type ImportRun = z.infer<typeof importRun>

const params = z.object({ id: z.coerce.number().int().positive() })

export const createImport = endpoint({
  id: 'createImport',
  method: 'POST',
  path: '/api/v1/imports',
  summary: 'Upload a file to import: multipart with `entity` (company or contact) before `file`',
  right: 'import.run',
  consumes: 'multipart',
  result: importRun,
  errors: [
    'file-empty',
    'file-not-text',
    'file-no-header',
    'file-too-many-columns',
    'file-damaged',
    'file-encrypted',
    'file-unsafe',
    'file-no-sheet',
    'file-format-limit',
    'upload-too-large',
  ],
})

export const listImports = endpoint({
  id: 'listImports',
  method: 'GET',
  path: '/api/v1/imports',
  summary: 'Imports, newest first',
  right: 'import.run',
  result: z.array(importRun),
})
export const getImport = endpoint({
  id: 'getImport',
  method: 'GET',
  path: '/api/v1/imports/:id',
  summary: 'One import: file, mapping, state, recap',
  right: 'import.run',
  params,
  result: importRun,
  errors: ['not-found'],
})
export const deleteImport = endpoint({
  id: 'deleteImport',
  method: 'DELETE',
  path: '/api/v1/imports/:id',
  summary: 'Drop a draft; one that was applied stays',
  right: 'import.run',
  params,
  result: z.object({}),
  errors: ['not-found', 'import-state'],
})

export const updateImport = endpoint({
  id: 'updateImport',
  method: 'PATCH',
  path: '/api/v1/imports/:id',
  summary: 'Change how the file is read (read again at once) or how it is imported (to be checked again)',
  right: 'import.run',
  params,
  body: z.object({ dialect: dialect.optional(), settings: importSettings.optional() }),
  result: importRun,
  errors: [
    'not-found',
    'import-state',
    'file-dialect-foreign',
    'mapping-target-unknown',
    'mapping-target-twice',
    'mapping-keys-too-many',
    'mapping-key-missing',
    'mapping-key-not-allowed',
    'mapping-name-missing',
  ],
})

export const previewImportFile = endpoint({
  id: 'previewImportFile',
  method: 'GET',
  path: '/api/v1/imports/:id/preview',
  summary: 'The first rows as they are read with these settings',
  right: 'import.run',
  params,
  query: z.object({
    encoding: z.enum(encodings).optional(),
    delimiter: z.enum(delimiters).optional(),
    /** Of a workbook: the sheet looked at; the one found when not said. */
    sheet: z.string().max(255).optional(),
    headerRow: z.coerce.number().int().min(1).optional(),
  }),
  result: z.object({
    /** With the sheet looked at alone, of a workbook. */
    dialect,
    headers: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    /** The number of each of the rows in its file or sheet. */
    rowNumbers: z.array(z.int()),
    /** Every sheet of a workbook. */
    sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
    notes: z.array(fileNote),
  }),
  errors: ['not-found', 'file-no-header', 'file-empty', 'file-sheet-unknown', 'file-too-many-columns'],
})

export const planImport = endpoint({
  id: 'planImport',
  method: 'POST',
  path: '/api/v1/imports/:id/plan',
  summary: 'Check every row and work out what the import would change, as a job',
  right: 'import.run',
  params,
  result: importRun,
  errors: ['not-found', 'import-state', 'mapping-key-missing', 'mapping-name-missing', 'mapping-erase-joined'],
})

export const importProblem = z.object({
  /** Tells the row apart from every other of the import. */
  row: z.int(),
  /** The sheet it stands in, where several are one import; and its number there. */
  sheet: z.string().nullable(),
  line: z.int(),
  /** Header of the file column; null when the whole row is meant. */
  column: z.string().nullable(),
  value: z.string().nullable(),
  severity: z.enum(['red', 'yellow']),
  code: z.string(),
  message: z.string(),
  /** A likely duplicate of the base. */
  candidate: z.object({ id: z.int(), label: z.string() }).optional(),
})
export type ImportProblem = z.infer<typeof importProblem>

export const listImportProblemGroups = endpoint({
  id: 'listImportProblemGroups',
  method: 'GET',
  path: '/api/v1/imports/:id/problem-groups',
  summary: 'Problems grouped by kind, column and value, the most frequent first',
  right: 'import.run',
  params,
  result: z.array(
    z.object({
      severity: z.enum(['red', 'yellow']),
      code: z.string(),
      column: z.string().nullable(),
      columnIndex: z.int().nullable(),
      value: z.string().nullable(),
      message: z.string(),
      rows: z.int(),
      firstRow: z.int(),
      firstSheet: z.string().nullable(),
      firstLine: z.int(),
      /** Yellow: looked at, and accepted. */
      isAccepted: z.boolean(),
    }),
  ),
  errors: ['not-found'],
})

export const listImportRows = endpoint({
  id: 'listImportRows',
  method: 'GET',
  path: '/api/v1/imports/:id/rows',
  summary: 'Rows of the file with their problems and outcome, 100 a page',
  right: 'import.run',
  params,
  query: z.object({
    /** Rows counted alike in the recap: refused, imported with something to look at, imported without, skipped. */
    severity: z.enum(['red', 'yellow', 'ready', 'skipped']).optional(),
    /** Rows with a problem of that kind, in that column, on that cell. */
    code: z.string().max(60).optional(),
    columnIndex: z.coerce.number().int().min(0).optional(),
    value: z.string().max(1000).optional(),
    after: z.coerce.number().int().min(0).optional(),
  }),
  result: z.object({
    rows: z.array(
      z.object({
        row: z.int(),
        sheet: z.string().nullable(),
        line: z.int(),
        /** As corrected, when a correction was made. */
        cells: z.array(z.string().nullable()),
        corrected: z.array(z.int()),
        isSkipped: z.boolean(),
        outcome: z.enum(['created', 'updated', 'unchanged', 'skipped', 'refused']).nullable(),
        problems: z.array(importProblem.extend({ columnIndex: z.int().nullable() })),
      }),
    ),
    next: z.int().nullable(),
  }),
  errors: ['not-found'],
})

export const correctImport = endpoint({
  id: 'correctImport',
  method: 'POST',
  path: '/api/v1/imports/:id/corrections',
  summary: 'Correct a cell, or every equal value of a column, beside the file; to be checked again',
  right: 'import.run',
  params,
  body: z.object({
    column: z.int().min(0),
    row: z.int().optional(),
    from: z.string().nullable().optional(),
    to: z.string().max(20_000).nullable(),
  }),
  result: z.object({ rows: z.int() }),
  errors: ['not-found', 'import-state'],
})

export const skipImportRows = endpoint({
  id: 'skipImportRows',
  method: 'POST',
  path: '/api/v1/imports/:id/skips',
  summary: 'Skip rows, or take them back: given ones, or all with a problem',
  right: 'import.run',
  params,
  body: z.object({
    isSkipped: z.boolean(),
    rows: z.array(z.int()).max(10_000).optional(),
    severity: z.enum(['red', 'yellow']).optional(),
    code: z.string().max(60).optional(),
  }),
  result: z.object({ rows: z.int() }),
  errors: ['not-found', 'import-state'],
})

export const listPlannedChanges = endpoint({
  id: 'listPlannedChanges',
  method: 'GET',
  path: '/api/v1/imports/:id/changes',
  summary: 'Before → after of what the plan would write, paged',
  right: 'import.run',
  params,
  query: z.object({
    entity: z.enum(entityNames),
    action: z.enum(['create', 'update', 'delete']),
    /** Only updates that change this field. */
    field: z.string().max(60).optional(),
    after: z.coerce.number().int().optional(),
  }),
  result: z.object({
    changes: z.array(
      historyEntry
        .pick({ entity: true, recordId: true, label: true, action: true, fields: true })
        .extend({ row: z.int().nullable() }),
    ),
    references,
    next: z.int().nullable(),
  }),
  errors: ['not-found', 'import-state'],
})

export const applyImport = endpoint({
  id: 'applyImport',
  method: 'POST',
  path: '/api/v1/imports/:id/apply',
  summary: 'Make a restore point and write what was planned, all or nothing, as a job',
  right: 'import.run',
  params,
  body: z.object({ confirmDeletions: z.int().optional(), allowManyDeletions: z.boolean().optional() }),
  result: importRun,
  errors: ['not-found', 'import-state', 'confirmation-wrong', 'deletions-too-many', 'right-missing'],
})

export const downloadRefused = endpoint({
  id: 'downloadRefused',
  method: 'GET',
  path: '/api/v1/imports/:id/refused.csv',
  summary: 'The rows that were refused, in the columns of the file, with the reason last',
  right: 'import.run',
  params,
  produces: 'file',
  result: z.undefined(),
  errors: ['not-found', 'import-state', 'file-expired'],
})

export const downloadTemplateWorkbook = endpoint({
  id: 'downloadTemplateWorkbook',
  method: 'GET',
  path: '/api/v1/import-template.xlsx',
  summary: 'The template to fill in (IM-9) as a workbook, with a sheet that explains each column',
  right: 'signed-in',
  produces: 'file',
  result: z.undefined(),
})

export const downloadTemplate = endpoint({
  id: 'downloadTemplate',
  method: 'GET',
  path: '/api/v1/import-template.csv',
  summary: 'The template to fill in (IM-9)',
  right: 'signed-in',
  produces: 'file',
  result: z.undefined(),
})
