/** What the cards that Rafale exports have beyond the standard, so that each value comes back where it was (IM-8). */

/** The log position of the export, and the code of the contact's company. */
export const ownProperties = { stamp: 'X-RAFALE-EXPORT', customerCode: 'X-RAFALE-CUSTOMER-CODE' } as const

/** Of a value: the key of its field; of an address: its Rafale id. */
export const ownParameter = 'X-RAFALE'
