import { matchText } from '../catalogue/match-form.ts'
import { headerForm } from './header-form.ts'
import { headerIndex } from './header-index.ts'
import { matchHeader, type HeaderMatch } from './match-header.ts'
import { hasPerson, isFullName, personPaths, resolveRivals, type Around } from './resolve-rivals.ts'
import { shapeOf } from './sample-shape.ts'
import { targetsOf, type ImportEntity, type Target } from './targets.ts'

export type TitledColumn = { header: string; samples: readonly string[] }

/** A target that the column at this place may have, the stronger claim first. */
export type Claim = { at: number; path: string; strength: number; isSure: boolean }
const strengths = { remembered: 6, settled: 5, recalled: 4, unsettled: 3, rival: 2, loose: 1, shape: 0 }

type Reading = {
  entity: ImportEntity
  column: TitledColumn
  match: HeaderMatch
  /** Whether the header names several fields. */
  isRival: boolean
  remembered: Target | undefined
  around: Around
}

/** Headers that say nothing: what programs put where there is none. */
const isUntitled = (header: string) => /^(unnamed|column|colonne|field|champ|f)?[\s:_]*\d*$/i.test(header.trim())

/** Every target each column may have: by what was assigned before, by its header, and without one by its samples. */
export function claimTargets(
  entity: ImportEntity,
  columns: readonly TitledColumn[],
  memory: ReadonlyMap<string, string>,
): Claim[] {
  const index = headerIndex(entity)
  const found = columns.map(({ header }) => matchHeader(header, index))
  const matches = found.map((match) => preferOwn(entity, match))
  const areRivals = found.map(({ exact }) => exact.length > 1)
  const remembered = columns.map(({ header }) => recall(entity, header, memory))
  const anchors = matches.map(({ exact }, at) => (areRivals[at] ? undefined : remembered[at]) ?? ofOneEntity(exact))
  const paths = new Set(anchors.flatMap((anchor) => (anchor ? [anchor.path] : [])))
  return columns.flatMap((column, at) => {
    const around: Around = {
      before: anchors.slice(0, at).findLast((anchor) => anchor !== undefined),
      after: anchors.slice(at + 1).find((anchor) => anchor !== undefined),
      paths,
      samples: column.samples,
    }
    const reading = { entity, column, match: matches[at]!, isRival: areRivals[at]!, remembered: remembered[at], around }
    return claimsOf(reading).map((claim) => ({
      at,
      ...claim,
    }))
  })
}

/** In a file of contacts, what a contact and its company share is the contact's. */
function preferOwn(entity: ImportEntity, { exact, loose }: HeaderMatch): HeaderMatch {
  const own = (targets: readonly Target[]) => {
    const ofContact = targets.filter((target) => target.entity === 'contact')
    return ofContact.length > 0 ? ofContact : targets
  }
  return entity === 'contact' ? { exact: own(exact), loose: own(loose) } : { exact, loose }
}

/** The first of some targets, when all are of the same entity. */
const ofOneEntity = (targets: readonly Target[]): Target | undefined =>
  targets.every(({ entity }) => entity === targets[0]?.entity) ? targets[0] : undefined

/** The target a header was assigned to before, if it is one of this import. */
function recall(entity: ImportEntity, header: string, memory: ReadonlyMap<string, string>): Target | undefined {
  if (isUntitled(header)) return undefined
  const path = memory.get(matchText(header)) ?? memory.get(headerForm(header))
  return path === undefined ? undefined : targetsOf(entity).find((target) => target.path === path)
}

function claimsOf({ entity, column, match, isRival, remembered, around }: Reading): Omit<Claim, 'at'>[] {
  const claims: Omit<Claim, 'at'>[] = []
  const claim = (path: string, kind: keyof typeof strengths, isSure = false) =>
    claims.push({ path, strength: strengths[kind], isSure })
  const { exact, loose } = match
  // « Nom » was a person's in one file and is a company's in the next: what stands around it says more than memory.
  if (remembered)
    claim(remembered.path, isRival ? 'recalled' : 'remembered', exact[0]?.path === remembered.path && !isRival)
  if (exact.length > 1) {
    const choice = resolveRivals(exact, around)
    claim(choice.path, choice.isSettled ? 'settled' : 'unsettled', choice.isSettled)
    for (const rival of exact) if (rival.path !== choice.path) claim(rival.path, 'rival')
  } else if (exact[0]) {
    const path = corrected(exact[0].path, entity, around)
    if (path) claim(path, 'settled', path === exact[0].path && isExpected(exact[0], entity, around))
  }
  if (loose[0]) claim(loose.length > 1 ? resolveRivals(loose, around).path : loose[0].path, 'loose')
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
  if (path === 'contact.lastName' && !paths.has('contact.firstName') && samples.length > 0 && isFullName(samples)) {
    return 'contact.fullName'
  }
  if (path === 'contact.civility' && samples.some((sample) => sample.trim().length > 14)) return 'contact.position'
  // « Département » beside an address is a part of the country, which addresses do not have.
  const isAmongContact = before?.entity === 'contact' && (!after || after.entity === 'contact')
  return path === 'contact.departmentName' && entity === 'company' && !isAmongContact ? undefined : path
}
