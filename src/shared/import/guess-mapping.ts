/**
 * Which field each column of a file feeds, for the mapping step of an import. Steps: what each header names; what it
 * was assigned to before; which of several, by the columns around it; each target once, the best claim first.
 */
import { headerForm } from './header-form.ts'
import { headerIndex, type ImportEntity } from './header-index.ts'
import { matchHeader, type HeaderMatch } from './match-header.ts'
import { hasPerson, isFullName, personPaths, resolveRivals, type Around } from './resolve-rivals.ts'
import { shapeOf } from './sample-shape.ts'
import { findTarget, targetsOf, type Target } from './targets.ts'
import type { DateOrder } from '../catalogue/field-types/field-type.ts'

/** A column of a file; `dateOrder` and `decimal` as far as its cells prove them. */
export type GuessColumn = {
  column: number
  header: string
  samples: readonly string[]
  dateOrder?: DateOrder
  decimal?: ',' | '.'
}

/** `sure`: the header is just that field's and no other's. `check`: the user had better look. */
export type GuessedColumn = {
  column: number
  target: string | null
  confidence: 'sure' | 'check' | 'none'
  dateOrder?: DateOrder
  decimal?: ',' | '.'
}

/** A target that a column may have, the stronger claim first. */
type Claim = { at: number; path: string; strength: number; isSure: boolean }
const strengths = { remembered: 5, settled: 4, unsettled: 3, rival: 2, loose: 1, shape: 0 }

/** Headers that say nothing: what programs put where there is none. */
const isUntitled = (header: string) => /^(unnamed|column|colonne|field|champ|f)?[\s:_]*\d*$/i.test(header.trim())

/** The target of each column, each target at most once. `memory`: header in match form → the path it had last. */
export function guessMapping(
  entity: ImportEntity,
  columns: readonly GuessColumn[],
  memory: ReadonlyMap<string, string>,
): GuessedColumn[] {
  const index = headerIndex(entity)
  const matches = columns.map(({ header }) => matchHeader(header, index))
  const remembered = columns.map(({ header }) => recall(entity, header, memory))
  const anchors = matches.map(({ exact }, at) => remembered[at] ?? (exact.length === 1 ? exact[0] : undefined))
  const paths = new Set(anchors.flatMap((anchor) => (anchor ? [anchor.path] : [])))
  const claims = columns.flatMap((column, at) => {
    const around: Around = {
      before: anchors.slice(0, at).findLast((anchor) => anchor !== undefined),
      after: anchors.slice(at + 1).find((anchor) => anchor !== undefined),
      paths,
      samples: column.samples,
    }
    return claimsOf({ at, entity, column, match: matches[at]!, remembered: remembered[at], around })
  })
  const granted = grant(claims)
  return columns.map((column, at) => describe(column, granted.get(at)))
}

/** The target a header was assigned to before, if it is one of this import. */
function recall(entity: ImportEntity, header: string, memory: ReadonlyMap<string, string>): Target | undefined {
  if (isUntitled(header)) return undefined
  const path = memory.get(headerForm(header)) ?? memory.get(rememberedHeader(header))
  return path === undefined ? undefined : targetsOf(entity).find((target) => target.path === path)
}

function claimsOf(of: {
  at: number
  entity: ImportEntity
  column: GuessColumn
  match: HeaderMatch
  remembered: Target | undefined
  around: Around
}): Claim[] {
  const { at, entity, column, match, remembered, around } = of
  const claims: Claim[] = []
  const claim = (path: string, kind: keyof typeof strengths, isSure = false) =>
    claims.push({ at, path, strength: strengths[kind], isSure })
  const { exact, loose } = match
  if (remembered) claim(remembered.path, 'remembered', exact.includes(remembered))
  const [only] = exact
  if (exact.length === 1 && only) {
    const path = corrected(only.path, entity, around)
    if (path) claim(path, 'settled', path === only.path && isExpected(only, entity, around))
  } else if (exact.length > 1) {
    const choice = resolveRivals(exact, around)
    claim(choice.path, choice.isSettled ? 'settled' : 'unsettled', choice.isSettled)
    for (const rival of exact) if (rival.path !== choice.path) claim(rival.path, 'rival')
  }
  if (loose.length > 0) claim(loose.length > 1 ? resolveRivals(loose, around).path : loose[0]!.path, 'loose')
  if (isUntitled(column.header)) {
    const path = shapeOf(column.samples)
    if (path && targetsOf(entity).some((target) => target.path === path)) claim(path, 'shape')
  }
  return claims
}

/** Contact columns are expected in a contact file, or beside a person's name. */
function isExpected(target: Target, entity: ImportEntity, { paths }: Around): boolean {
  const isName = (personPaths as readonly string[]).includes(target.path)
  return target.entity !== 'contact' || entity === 'contact' || isName || hasPerson(paths)
}

/** The path a header's only target gives way to, for what the samples or the columns around it show. */
function corrected(path: string, entity: ImportEntity, { samples, before, after, paths }: Around): string | undefined {
  const isAmongContact = before?.entity === 'contact' && (!after || after.entity === 'contact')
  if (path === 'contact.lastName' && !paths.has('contact.firstName') && samples.length > 0 && isFullName(samples)) {
    return 'contact.fullName'
  }
  if (path === 'contact.civility' && samples.some((sample) => sample.trim().length > 14)) return 'contact.position'
  // « Département » beside an address is a part of the country, which addresses do not have.
  if (path === 'contact.departmentName' && entity === 'company' && !isAmongContact) return undefined
  return path
}

/** The best claims first, each column and each target once; a target that two headers name alike is not sure. */
function grant(claims: readonly Claim[]): Map<number, Claim> {
  const granted = new Map<number, Claim>()
  const taken = new Map<string, Claim>()
  for (const claim of claims.toSorted((a, b) => b.strength - a.strength || a.at - b.at)) {
    const holder = taken.get(claim.path)
    if (holder && holder.at !== claim.at && holder.strength === claim.strength) {
      granted.set(holder.at, { ...holder, isSure: false })
    }
    if (holder || granted.has(claim.at)) continue
    granted.set(claim.at, claim)
    taken.set(claim.path, claim)
  }
  return granted
}

function describe({ column, dateOrder, decimal }: GuessColumn, claim: Claim | undefined): GuessedColumn {
  if (!claim) return { column, target: null, confidence: 'none' }
  const type = findTarget(claim.path)?.field?.type
  const isDate = type === 'date' || type === 'dateTime'
  const isNumber = type === 'integer' || type === 'decimal' || type === 'money'
  return {
    column,
    target: claim.path,
    confidence: claim.isSure ? 'sure' : 'check',
    ...(isDate && dateOrder ? { dateOrder } : {}),
    ...(isNumber && decimal ? { decimal } : {}),
  }
}

/** The form under which a header's assignment is remembered. */
export const rememberedHeader = (header: string): string => headerForm(header)
