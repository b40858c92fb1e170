import { z } from 'zod'
import { entityNames } from '../catalogue/field.ts'
import { endpoint } from './endpoint.ts'
import { historyEntry, references } from './record.contract.ts'

const params = z.object({ id: z.coerce.number().int().positive() })

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

/** The most groups of problems that are told; rows of any other are in the list of rows. */
export const mostProblemGroups = 200

export const listImportProblemGroups = endpoint({
  id: 'listImportProblemGroups',
  method: 'GET',
  path: '/api/v1/imports/:id/problem-groups',
  summary: 'Problems grouped by kind, column and value, the most frequent first, 200 at most',
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
        /** It could not be read: its cells are what stood in its line, and are corrected in the file alone. */
        isUnread: z.boolean(),
        isSkipped: z.boolean(),
        /** Rows of the same group speak of one record. Null before the check, and where each record has one row. */
        group: z.string().nullable(),
        /** The record it was said to update. */
        choice: z.object({ id: z.int(), label: z.string() }).nullable(),
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
  summary: 'Skip rows, or take them back: given ones, all with a problem, or all that were skipped',
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
  errors: ['not-found', 'import-state', 'field-unknown'],
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
