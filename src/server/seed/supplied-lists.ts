import type { ListName } from '../../shared/catalogue/field.ts'
import { companyLists } from './company-lists.ts'
import { contactLists } from './contact-lists.ts'
import type { SuppliedValue } from './supplied-value.ts'

/** The values a new installation has in its lists, for an administrator to change; provinces are apart. */
export const suppliedLists: Record<Exclude<ListName, 'province'>, readonly SuppliedValue[]> = {
  ...companyLists,
  ...contactLists,
}
