import type { ListEntity } from '../contract/record.contract.ts'

/** What of a form that is being filled in tells a likely duplicate; all of them texts. */
export const likelyFields: Record<ListEntity, readonly string[]> = {
  company: ['name', 'alias', 'vatNumber', 'siren', 'siret', 'website', 'phoneMain'],
  contact: ['firstName', 'lastName', 'email1', 'email2', 'email3', 'phoneMobile', 'phoneOffice', 'linkedin'],
}
export const likelyAddressFields = ['line1', 'postalCode', 'city'] as const
