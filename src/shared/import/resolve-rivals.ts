import { fieldOf } from '../catalogue/catalogue.ts'
import { option } from '../catalogue/field-types/choice.ts'
import type { Target } from './targets.ts'

/** What stands around a column: the nearest columns that can be only one thing, and what the file has at all. */
export type Around = {
  before: Target | undefined
  after: Target | undefined
  /** Paths of the columns that can be only one thing. */
  paths: ReadonlySet<string>
  samples: readonly string[]
}

/** The likeliest of several targets that one header names, and whether what stands around settles it. */
export type Choice = { path: string; isSettled: boolean }

const isContact = (target: Target | undefined) => target?.entity === 'contact'
export const personPaths = ['contact.firstName', 'contact.lastName', 'contact.fullName', 'contact.civility'] as const
export const hasPerson = (paths: ReadonlySet<string>): boolean => personPaths.some((path) => paths.has(path))
const addressPaths = ['address.line1', 'address.postalCode', 'address.city', 'address.country']

/** Rarely a contact's even where both have one. */
const companyFirst = new Set([
  'company.website',
  'company.comments',
  'company.isReference',
  'company.environment',
  'company.externalId',
  'company.salesPerson',
])

/** Chooses among the targets of one header by the columns around it and its samples. */
export function resolveRivals(rivals: readonly Target[], around: Around): Choice {
  const paths = rivals.map(({ path }) => path)
  const isBetween = (...expected: string[]) => expected.every((path) => paths.includes(path))
  if (isBetween('contact.fullName', 'contact.lastName')) {
    return { path: around.paths.has('contact.firstName') ? 'contact.lastName' : 'contact.fullName', isSettled: true }
  }
  if (isBetween('company.name', 'contact.lastName')) return resolveName(around)
  if (isBetween('company.state', 'address.province')) return resolveState(around)
  return resolveOwner(rivals, around)
}

/** « Nom »: the company's, unless the file has another column for that. */
function resolveName({ paths, samples }: Around): Choice {
  const hasCompany = paths.has('company.name')
  if (paths.has('contact.firstName')) return { path: 'contact.lastName', isSettled: hasCompany }
  if (!hasCompany) return { path: 'company.name', isSettled: true }
  return { path: isFullName(samples) ? 'contact.fullName' : 'contact.lastName', isSettled: false }
}

/** Whether most samples are two words or more. */
export const isFullName = (samples: readonly string[]): boolean =>
  samples.filter((sample) => sample.trim().includes(' ')).length * 2 > samples.length

/** « État »: a state of the country beside an address's columns, the record's own state elsewhere. */
function resolveState({ before, after, paths, samples }: Around): Choice {
  const field = fieldOf('company', 'state')
  const isRecordState = samples.length > 0 && samples.every((text) => !('refused' in option.parse(text, { field })))
  if (isRecordState) return { path: 'company.state', isSettled: true }
  const isEnclosed = before?.entity === 'address' && (after?.entity === 'address' || after === undefined)
  if (isEnclosed) return { path: 'address.province', isSettled: true }
  const hasAddress = addressPaths.some((path) => paths.has(path))
  if (!hasAddress) return { path: 'company.state', isSettled: samples.length === 0 }
  const isBeside = before?.entity === 'address' || after?.entity === 'address'
  return { path: isBeside ? 'address.province' : 'company.state', isSettled: false }
}

/** A name that company and contact share (« Téléphone »): whose columns it stands among. */
function resolveOwner(rivals: readonly Target[], { before, after, paths }: Around): Choice {
  const contact = rivals.find(isContact)?.path
  const other = rivals.find((one) => !isContact(one))?.path
  const first = rivals[0]?.path ?? ''
  if (!contact || !other) return { path: first, isSettled: false }
  if (!hasPerson(paths)) return { path: other, isSettled: true }
  const isAmongContact = isContact(before) && (isContact(after) || !after)
  const isAmongOthers = !isContact(before) && !isContact(after)
  if (companyFirst.has(other)) return { path: other, isSettled: !isAmongContact }
  if (isAmongContact) return { path: contact, isSettled: true }
  return { path: isContact(before) ? contact : other, isSettled: isAmongOthers }
}
