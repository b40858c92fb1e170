import { z } from 'zod'
import { treeNames } from '../../shared/contract/tree.contract.ts'

/** What the address of a tree holds: by what companies are grouped, and the filter by name. */
export const treeSearch = z.object({
  by: z.enum(treeNames).optional().catch(undefined),
  q: z.string().optional().catch(undefined),
})
