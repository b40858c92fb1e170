import type { ImportEntity } from './targets.ts'

type Proposal = { any?: readonly string[]; all?: readonly string[] }

const names = [['contact.lastName', 'contact.firstName'], ['contact.fullName']] as const
const employers = ['company.code', 'company.externalId', 'company.vatNumber', 'company.name'] as const

/** Sets of targets proposed as match keys, the first that a file has; `all` of a set are needed, `any` of the others. */
const proposals: Record<ImportEntity, readonly Proposal[]> = {
  company: [
    { any: ['company.rafaleId', 'company.externalId'] },
    { all: ['company.code'] },
    { all: ['company.vatNumber'] },
    { all: ['company.siret'] },
    { all: ['company.name', 'address.postalCode'] },
    { all: ['company.name'] },
  ],
  contact: [
    { any: ['contact.rafaleId', 'contact.externalId'] },
    { all: ['contact.email1'] },
    // The same name in two companies is two people.
    ...names.flatMap((name) => employers.map((employer): Proposal => ({ all: [...name, employer] }))),
    ...names.map((name): Proposal => ({ all: name })),
  ],
}

/**
 * The columns proposed as match keys. Companies: ids, else the code, the VAT number or SIRET, name and postal code.
 * Contacts: ids, else the e-mail, else the name with the company.
 */
export function defaultKeys(
  entity: ImportEntity,
  columns: readonly { column: number; target: string | null }[],
): number[] {
  const mapped = new Map(columns.map(({ column, target }) => [target, column]))
  for (const { any, all } of proposals[entity]) {
    const found = (any ?? all ?? []).filter((path) => mapped.has(path))
    if (found.length > 0 && (any || found.length === all?.length)) return found.map((path) => mapped.get(path)!)
  }
  return []
}
