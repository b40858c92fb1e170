import type { Language } from '../../../shared/errors/rafale-error.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { rights, type Right } from '../../../shared/rights.ts'

/** Who acts: a user with the rights of his role, or the system itself (command line, jobs without a user). */
export type Actor = {
  userId: number | null
  name: string
  language: Language
  rights: ReadonlySet<Right>
}

/** The actor of the command line unless it says `--as`; it sees and may do everything, and is logged as such. */
export const systemActor: Actor = {
  userId: null,
  name: 'system (cli)',
  language: 'en',
  rights: new Set(Object.keys(rights) as Right[]),
}

/** Throws unless the actor holds the right. */
export function demandRight(actor: Actor, right: Right): void {
  if (!actor.rights.has(right)) throw new RafaleError('right-missing', { right: rights[right][actor.language] })
}
