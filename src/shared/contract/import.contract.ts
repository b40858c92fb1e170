import { z } from 'zod'
import { entityNames } from '../catalogue/field.ts'
import { endpoint } from './endpoint.ts'
import { dialect, fileColumn, fileNote } from './import-file.contract.ts'
import { filter, listEntity } from './record.contract.ts'

export const importModes = ['add', 'update', 'update-with-deletion'] as const
export const updatePolicies = ['overwrite', 'keep', 'fill', 'greater', 'add'] as const
export type UpdatePolicy = (typeof updatePolicies)[number]

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
/** As they are listed: one that was applied and taken back is no longer among those done. */
export const listedImportStates = [...importStates, 'undone'] as const

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
  /** The change set that took it back, while it is taken back. */
  undoneBy: z.int().nullable(),
  restorePoint: z.int().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type ImportRun = z.infer<typeof importRun>

const params = z.object({ id: z.coerce.number().int().positive() })

/** Bytes, sent as a part with a file name. */
/** Why a file cannot be imported at all. */
export const unreadableFile = [
  'file-not-text',
  'file-no-header',
  'file-too-many-columns',
  'file-damaged',
  'file-encrypted',
  'file-unsafe',
  'file-no-sheet',
  'file-format-limit',
] as const

const file = z.string().meta({ format: 'binary' })

export const createImport = endpoint({
  id: 'createImport',
  method: 'POST',
  path: '/api/v1/imports',
  summary: 'Upload a file to import: multipart with `entity` (company or contact) before `file`',
  right: 'import.run',
  consumes: 'multipart',
  form: z.object({ entity: listEntity.default('company'), file }),
  result: importRun,
  errors: ['file-empty', 'upload-too-large', ...unreadableFile],
})

export const listImports = endpoint({
  id: 'listImports',
  method: 'GET',
  path: '/api/v1/imports',
  summary:
    'Imports, newest first, 50 a page unless `limit` says otherwise; `next` goes into `before` for the next page',
  right: 'import.run',
  query: z.object({
    entity: listEntity.optional(),
    state: z.enum(listedImportStates).optional(),
    /** Part of the file’s name, of the note or of the author’s name. */
    search: z.string().max(200).optional(),
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ imports: z.array(importRun), next: z.int().nullable() }),
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
    'reference-unknown',
  ],
})

export const planImport = endpoint({
  id: 'planImport',
  method: 'POST',
  path: '/api/v1/imports/:id/plan',
  summary: 'Check every row and work out what the import would change, as a job',
  right: 'import.run',
  params,
  result: importRun,
  errors: [
    'not-found',
    'import-state',
    'mapping-nothing',
    'mapping-key-missing',
    'mapping-name-missing',
    'mapping-erase-joined',
    'mapping-date-order-missing',
    'mapping-decimal-missing',
  ],
})

export const applyImport = endpoint({
  id: 'applyImport',
  method: 'POST',
  path: '/api/v1/imports/:id/apply',
  summary: 'Make a restore point and write what was planned, all or nothing, as a job',
  right: 'import.run',
  params,
  body: z.object({
    /** Update with deletion: how many records will be deleted. */
    confirmDeletions: z.int().optional(),
    allowManyDeletions: z.boolean().optional(),
    /** Update with deletion, from a session: the caller’s own, when he has one. */
    password: z.string().max(200).optional(),
  }),
  result: importRun,
  errors: [
    'not-found',
    'import-state',
    'confirmation-wrong',
    'deletions-too-many',
    'right-missing',
    'sign-in-refused',
    'sign-in-throttled',
  ],
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
