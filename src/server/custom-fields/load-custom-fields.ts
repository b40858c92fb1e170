import { setCustomFields } from '../../shared/catalogue/catalogue.ts'
import { declareCustomField } from '../../shared/catalogue/custom-field.ts'
import type { Queryable } from '../platform/database/sql.ts'
import { readCustomFields } from './read-custom-fields.ts'

/** The catalogue of this process holds the custom fields of the database. */
export async function loadCustomFields(db: Queryable): Promise<void> {
  setCustomFields((await readCustomFields(db)).map(declareCustomField))
}
