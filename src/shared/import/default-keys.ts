/** Sets of targets proposed as match keys, the first that a file has; `all` of a set are needed, `any` of the others. */
const proposals: readonly { any?: readonly string[]; all?: readonly string[] }[] = [
  { any: ['company.rafaleId', 'company.externalId'] },
  { all: ['company.code'] },
  { all: ['company.vatNumber'] },
  { all: ['company.siret'] },
  { all: ['company.name', 'address.postalCode'] },
  { all: ['company.name'] },
  { all: ['contact.externalId'] },
  { all: ['contact.email1'] },
  { all: ['contact.lastName', 'contact.firstName'] },
]

/** The columns proposed as match keys: ids, else the code, else the VAT number or SIRET, else name and postal code. */
export function defaultKeys(columns: readonly { column: number; target: string | null }[]): number[] {
  const mapped = new Map(columns.map(({ column, target }) => [target, column]))
  for (const { any, all } of proposals) {
    const found = (any ?? all ?? []).filter((path) => mapped.has(path))
    if (found.length > 0 && (any || found.length === all?.length)) return found.map((path) => mapped.get(path)!)
  }
  return []
}
