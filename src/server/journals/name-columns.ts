import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { sql, type Sql } from '../platform/database/sql.ts'
import { labelOf } from '../records/read/label-references.ts'

/** `label` and `hint` of a target `r`: a company's name and code, a contact's name and that of its company `o`. */
export const nameColumns = (entity: ListEntity): Sql =>
  sql`${labelOf(entity)} as label, ${entity === 'company' ? sql`r.code` : sql`o.name`} as hint`
