import { z } from 'zod'
import { listEntity } from '../../shared/contract/record.contract.ts'
import { listedImportStates } from '../../shared/contract/import.contract.ts'
import { entityNames } from '../../shared/catalogue/field.ts'

/** What the address of the list holds: which imports are shown. */
export const importListSearch = z.object({
  q: z.string().optional().catch(undefined),
  state: z.enum(listedImportStates).optional().catch(undefined),
  entity: listEntity.optional().catch(undefined),
})
export type ImportListSearch = z.infer<typeof importListSearch>

/** What the address of a new import holds: what the rows of its file are; companies unless it says contacts. */
export const newImportSearch = z.object({ entity: listEntity.optional().catch(undefined) })

const asText = z.union([z.string(), z.number(), z.boolean()]).transform(String).optional().catch(undefined)

/** What the address of the check holds: which rows are shown, and the group of problems they have. */
export const checkSearch = z.object({
  show: z.enum(['red', 'yellow', 'ready', 'skipped']).optional().catch(undefined),
  code: asText,
  column: z.number().int().optional().catch(undefined),
  value: asText,
})
export type CheckSearch = z.infer<typeof checkSearch>

/** What the address of the recap holds: whose changes are shown, by which act, and in which field. */
export const recapSearch = z.object({
  entity: z.enum(entityNames).optional().catch(undefined),
  action: z.enum(['create', 'update', 'delete']).optional().catch(undefined),
  field: asText,
})
export type RecapSearch = z.infer<typeof recapSearch>
