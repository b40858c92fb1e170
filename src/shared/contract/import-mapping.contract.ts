/** What the mapping step asks beside the mapping itself: saved mappings, values of a column, the test of the keys. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { importRun } from './import.contract.ts'
import { listEntity } from './record.contract.ts'

const params = z.object({ id: z.coerce.number().int().positive() })
const name = z.string().trim().min(1).max(100)

export const savedMapping = z.object({
  id: z.int(),
  entity: listEntity,
  name: z.string(),
  owner: z.string(),
  isOwn: z.boolean(),
  isShared: z.boolean(),
  /** Headers of the columns it assigns. */
  headers: z.array(z.string()),
  usedAt: z.string(),
})
export type SavedMapping = z.infer<typeof savedMapping>

export const listMappings = endpoint({
  id: 'listMappings',
  method: 'GET',
  path: '/api/v1/import-mappings',
  summary: 'Saved mappings of imports: one’s own and those shared, the last used first',
  right: 'import.run',
  query: z.object({ entity: listEntity.optional() }),
  result: z.array(savedMapping),
})

export const saveMapping = endpoint({
  id: 'saveMapping',
  method: 'POST',
  path: '/api/v1/imports/:id/saved-mapping',
  summary: 'Save the mapping of an import by a name, in place of one’s own of that name',
  right: 'import.run',
  params,
  body: z.object({ name, isShared: z.boolean().default(false) }),
  result: savedMapping,
  errors: ['not-found', 'mapping-nothing'],
})

export const useMapping = endpoint({
  id: 'useMapping',
  method: 'POST',
  path: '/api/v1/imports/:id/use-mapping',
  summary: 'Map an import as saved: columns are found by their headers, others stay as they are',
  right: 'import.run',
  params,
  body: z.object({ mapping: z.int() }),
  result: importRun,
  errors: ['not-found', 'import-state'],
})

export const changeMapping = endpoint({
  id: 'changeMapping',
  method: 'PATCH',
  path: '/api/v1/import-mappings/:id',
  summary: 'Rename a saved mapping of one’s own, or share it',
  right: 'import.run',
  params,
  body: z.object({ name: name.optional(), isShared: z.boolean().optional() }),
  result: savedMapping,
  errors: ['not-found', 'value-not-available'],
})

export const deleteMapping = endpoint({
  id: 'deleteMapping',
  method: 'DELETE',
  path: '/api/v1/import-mappings/:id',
  summary: 'Drop a saved mapping of one’s own; an administrator drops any shared one',
  right: 'import.run',
  params,
  result: z.object({}),
  errors: ['not-found'],
})

export const listColumnValues = endpoint({
  id: 'listColumnValues',
  method: 'GET',
  path: '/api/v1/imports/:id/columns/:column/values',
  summary: 'The different values of a column over the whole file, those its field does not know first',
  right: 'import.run',
  params: params.extend({ column: z.coerce.number().int().min(0) }),
  result: z.object({
    /** Different values, and how many of them and of their rows are unknown. */
    different: z.int(),
    unknown: z.int(),
    unknownRows: z.int(),
    /** At most 500. */
    values: z.array(
      z.object({
        value: z.string(),
        rows: z.int(),
        isUnknown: z.boolean(),
        /** What it is read as, when the mapping says so; empty: left out. */
        to: z.string().nullable(),
      }),
    ),
  }),
  errors: ['not-found', 'import-state', 'mapping-values-not-allowed'],
})
export type ColumnValues = z.infer<typeof listColumnValues.result>

export const testKeys = endpoint({
  id: 'testKeys',
  method: 'POST',
  path: '/api/v1/imports/:id/key-test',
  summary: 'What the match keys find, over the whole file; nothing is kept',
  right: 'import.run',
  params,
  result: z.object({
    read: z.int(),
    /** Rows that find one record, none, or several; rows without a key; rows whose key cannot be read. */
    one: z.int(),
    none: z.int(),
    several: z.int(),
    keyless: z.int(),
    unreadable: z.int(),
    /** Keys that stand in more than one row, and those rows. */
    repeatedKeys: z.int(),
    repeatedRows: z.int(),
    /** Rows of different keys that find the same record. */
    shared: z.int(),
  }),
  errors: ['not-found', 'import-state', 'mapping-key-missing', 'mapping-date-order-missing', 'mapping-decimal-missing'],
})
export type KeyTest = z.infer<typeof testKeys.result>
