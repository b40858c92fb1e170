import { headerForm, headerWords } from './header-form.ts'
import type { HeaderIndex } from './header-index.ts'
import type { Target } from './targets.ts'

/** Words by which a header says whose it is: "E-mail société", "Contact – Téléphone". */
const owners: Record<string, Target['entity']> = {
  contact: 'contact',
  contacts: 'contact',
  interlocuteur: 'contact',
  client: 'company',
  societe: 'company',
  entreprise: 'company',
  compte: 'company',
  tiers: 'company',
  company: 'company',
  customer: 'company',
  account: 'company',
  adresse: 'address',
  address: 'address',
  siege: 'address',
  facturation: 'address',
  billing: 'address',
  mailing: 'address',
  bureau: 'address',
  business: 'address',
}
const noise = new Set(['numero', 'nom', 'name', 'id', 'principal', 'principale', 'main'])

/** `exact`: targets known by just that header. `loose`: targets it resembles, to be looked at. */
export type HeaderMatch = { exact: readonly Target[]; loose: readonly Target[] }

/** The targets a header names or resembles. */
export function matchHeader(header: string, index: HeaderIndex): HeaderMatch {
  const words = headerWords(header)
  const exact = index.get(headerForm(header)) ?? []
  if (exact.length > 0 || words.length === 0) return { exact, loose: [] }
  return { exact, loose: owned(words, index) ?? shortened(words, index) ?? misspelt(headerForm(header), index) ?? [] }
}

/** The header without the words that name an owner, among that owner's targets; a company's are its address's too. */
function owned(words: readonly string[], index: HeaderIndex): readonly Target[] | undefined {
  const named = words.filter((word) => owners[word])
  const rest = words.filter((word) => !owners[word]).join('')
  if (named.length === 0 || rest === '') return undefined
  const found = index.get(rest) ?? []
  const entities = new Set(named.map((word) => owners[word]))
  if (entities.has('company')) entities.add('address')
  const own = found.filter(({ entity }) => entities.has(entity))
  return own.length > 0 ? own : found.length > 0 ? found : undefined
}

/** The header without a word that says little, or the words behind its first: "Ville principale", "CA 2025". */
function shortened(words: readonly string[], index: HeaderIndex): readonly Target[] | undefined {
  const telling = words.filter((word) => !noise.has(word) && !/^(19|20)\d\d$/.test(word))
  if (telling.length === words.length || telling.length === 0) return undefined
  return index.get(telling.join(''))
}

/** The one header name a single letter away, digits being no letters: "Raison social". */
function misspelt(form: string, index: HeaderIndex): readonly Target[] | undefined {
  if (form.length < 6) return undefined
  const digits = form.replace(/\D/g, '')
  const near = [...index].filter(([name]) => name.replace(/\D/g, '') === digits && isNear(form, name))
  const targets = new Set(near.flatMap(([, found]) => found))
  return targets.size === 1 ? [...targets] : undefined
}

/** Whether one letter added, dropped, changed or swapped with its neighbour makes one of the other. */
function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  const most = Math.min(one.length, other.length) - start
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end++
  const [mine, theirs] = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  const isSwapped = mine.length === 2 && theirs === `${mine[1]}${mine[0]}`
  return (mine.length <= 1 && theirs.length <= 1) || isSwapped
}
