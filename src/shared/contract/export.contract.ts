import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { filter, listEntity } from './record.contract.ts'

export const exportFormats = ['xlsx', 'ods', 'csv', 'vcf'] as const
export type ExportFormat = (typeof exportFormats)[number]
/** Which addresses or contacts of a record: none, its default one beside it, all of them on further rows. */
export const childrenChoices = ['none', 'default', 'all'] as const

export const exportRequest = z.object({
  entity: listEntity,
  format: z.enum(exportFormats),
  /** Targets as in mappings (`company.name`, `address.city`, `contact.email1`); all of them when left out. The id columns are always there. */
  columns: z.array(z.string().max(100)).min(1).max(500).optional(),
  /** All when `columns` is left out, else what the columns name. */
  addresses: z.enum(childrenChoices).optional(),
  contacts: z.enum(childrenChoices).optional(),
  /** Which records, in what order: as the list has them. Left out: every visible one. */
  search: z.string().max(200).optional(),
  filter: filter.optional(),
  except: z.array(z.int()).max(10_000).optional(),
  ids: z.array(z.int()).min(1).max(10_000).optional(),
  sort: z.string().max(60).optional(),
  direction: z.enum(['asc', 'desc']).optional(),
  /** `vcf`: the version of its cards, and whether each contact is a file of its own in a zip. */
  vcardVersion: z.enum(['3.0', '4.0']).optional(),
  isZipped: z.boolean().optional(),
})
export type ExportRequest = z.infer<typeof exportRequest>

/** The preview of a journal, or what a validated one did. */
export const journalFileParts = ['preview', 'result'] as const
export type JournalFileRequest = { journal: number; part: (typeof journalFileParts)[number] }

export const exportRun = z.object({
  id: z.int(),
  entity: listEntity,
  format: z.enum(exportFormats),
  fileName: z.string(),
  createdAt: z.string(),
  /** The file is removed then. */
  expiresAt: z.string(),
  /** Rows of the file, its header aside; null while it is made. */
  rows: z.int().nullable(),
  size: z.int().nullable(),
  /** Whether it can be downloaded. */
  isReady: z.boolean(),
  /** The job that makes it, when it takes long. */
  job: z.int().nullable(),
})
export type ExportRun = z.infer<typeof exportRun>

const params = z.object({ id: z.coerce.number().int().positive() })

export const createExport = endpoint({
  id: 'createExport',
  method: 'POST',
  path: '/api/v1/exports',
  summary: 'Export companies or contacts to a file: ready at once up to 5,000 records, else made by a job',
  right: 'export',
  body: exportRequest,
  result: exportRun,
  errors: [
    'right-missing',
    'field-unknown',
    'filter-invalid',
    'export-format-entity',
    'export-too-long',
    'export-too-many-files',
  ],
})

export const exportJournal = endpoint({
  id: 'exportJournal',
  method: 'POST',
  path: '/api/v1/journals/:number/exports',
  summary:
    'The preview of a journal, or what it did, as XLSX to sign off and to keep: record by record, old, new, outcome and reason',
  right: 'export',
  params: z.object({ number: z.coerce.number().int().positive() }),
  body: z.object({ part: z.enum(journalFileParts) }),
  result: exportRun,
  errors: ['right-missing', 'not-found', 'journal-state', 'journal-incomplete', 'export-too-long'],
})

export const listExports = endpoint({
  id: 'listExports',
  method: 'GET',
  path: '/api/v1/exports',
  summary: 'One’s own exports whose files are still there, newest first',
  right: 'export',
  result: z.array(exportRun),
})

export const getExport = endpoint({
  id: 'getExport',
  method: 'GET',
  path: '/api/v1/exports/:id',
  summary: 'One export: whether its file is ready',
  right: 'export',
  params,
  result: exportRun,
  errors: ['not-found'],
})

export const downloadExport = endpoint({
  id: 'downloadExport',
  method: 'GET',
  path: '/api/v1/exports/:id/file',
  summary: 'The file of an export',
  right: 'export',
  params,
  produces: 'file',
  result: z.undefined(),
  errors: ['not-found', 'export-not-ready'],
})

export const deleteExport = endpoint({
  id: 'deleteExport',
  method: 'DELETE',
  path: '/api/v1/exports/:id',
  summary: 'Remove the file of an export before its time',
  right: 'export',
  params,
  result: z.object({}),
  errors: ['not-found'],
})
