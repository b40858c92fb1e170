/** What the cards that Rafale exports have beyond the standard, so that each value comes back where it was (IM-8). */

/** The log position of the export, the code of the contact's company, and what an ADR has no place for. */
export const ownProperties = {
  stamp: 'X-RAFALE-EXPORT',
  customerCode: 'X-RAFALE-CUSTOMER-CODE',
  address: 'X-RAFALE-ADDRESS',
} as const

/** The parts of an own address property, in their order, as targets. */
export const ownAddressParts = [
  'address.code',
  'address.name',
  'address.kind',
  'address.line2',
  'address.line3',
  'address.province',
  'address.isDefault',
] as const

/** Of a value: the key of its field; of an address: its Rafale id. */
export const ownParameter = 'X-RAFALE'
