import { childColumns } from './child-columns.ts'
import { companyColumns, type FileColumn } from './company-columns.ts'

export type Layout = { name: string; columns: readonly FileColumn[] }

const { code, name, status, accountType, phoneMain, vatNumber, siren } = companyColumns
const { revenue, employees, region, industry, telemarketer, lastVisit, comments, externalId } = companyColumns

/** 25 columns of companies. */
export const companyLayout: Layout = { name: 'companies', columns: Object.values(companyColumns) }

/** 25 columns as well: 15 of the company, 5 of an address, 5 of a contact. */
export const childrenLayout: Layout = {
  name: 'children',
  columns: [code, name, status, accountType, phoneMain, vatNumber, siren, revenue, employees, region].concat(
    [industry, telemarketer, lastVisit, comments, externalId],
    childColumns,
  ),
}
