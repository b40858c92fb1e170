/**
 * Which field each column of a file feeds, for the mapping step of an import. Steps: what each header names, what it
 * was assigned to before, which of several by the columns around it; then each target once, the best claim first.
 */
import type { DateOrder } from '../catalogue/field-types/field-type.ts'
import { claimTargets, type Claim, type TitledColumn } from './claim-targets.ts'
import type { ImportEntity } from './targets.ts'
import { notationOf } from './unclear-notation.ts'

/** What the cells of a column prove of how they are written. */
type Notation = { dateOrder?: DateOrder | undefined; decimal?: ',' | '.' | undefined }

/** A column of a file: its 0-based place, header, some of its values. */
export type GuessColumn = TitledColumn & Notation & { column: number }

/** `sure`: the header is just that field's and no other's. `check`: the user had better look. */
export type GuessedColumn = {
  column: number
  target: string | null
  confidence: 'sure' | 'check' | 'none'
  dateOrder?: DateOrder
  decimal?: ',' | '.'
}

/** The target of each column, each target at most once. `memory`: header in match form → the path it had last. */
export function guessMapping(
  entity: ImportEntity,
  columns: readonly GuessColumn[],
  memory: ReadonlyMap<string, string>,
): GuessedColumn[] {
  const granted = grant(claimTargets(entity, columns, memory))
  return columns.map((column, at) => describe(column, granted.get(at)))
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
  const confidence = claim.isSure ? 'sure' : 'check'
  return { column, target: claim.path, confidence, ...provedNotation(claim.path, { dateOrder, decimal }) }
}

/** What a column's cells prove of their notation, as far as it says something of what the target takes. */
export function provedNotation(
  target: string | null,
  { dateOrder, decimal }: Notation,
): Pick<GuessedColumn, keyof Notation> {
  const kind = notationOf(target)
  return {
    ...(kind === 'date' && dateOrder ? { dateOrder } : {}),
    ...(kind === 'number' && decimal ? { decimal } : {}),
  }
}
