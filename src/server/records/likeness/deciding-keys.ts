import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'

/** Fields that, all the same in two records, are enough to tell a likely duplicate; the surest first. */
export type DecidingKey = { code: ErrorCode; paths: readonly string[] }

export const decidingKeys: Record<ListEntity, readonly DecidingKey[]> = {
  company: [
    { code: 'duplicate-vat', paths: ['company.vatNumber'] },
    { code: 'duplicate-name', paths: ['company.name', 'address.postalCode'] },
    { code: 'duplicate-phone', paths: ['company.phoneMain'] },
  ],
  contact: [
    { code: 'duplicate-email', paths: ['contact.email1'] },
    { code: 'duplicate-phone', paths: ['contact.phoneMobile'] },
  ],
}
