import { codeAt } from '../data/company-columns.ts'
import { familyName, nameStarts, towns } from '../data/words.ts'
import { pick, whole } from '../data/noise.ts'
import { matchText } from '../../src/shared/catalogue/match-form.ts'

/** Searches of one kind, and the share of the companies that they find on average, from least to most; 'one' is one record. */
export type SearchClass = {
  what: string
  hits: readonly [least: number, most: number] | 'one'
  query: (sample: number, rows: number) => string
}

const smallTowns = towns.slice(16).map(([name]) => name)
const largeTowns = towns.slice(0, 3).map(([name]) => name)
const forms = ['SARL', 'EURL', 'Groupe', 'Associés']
/** A family name that some company has: names of the searches are made as those of the companies are. */
const name = (sample: number) => familyName(sample, 300)
const letters = (text: string, count: number) =>
  matchText(text)
    .replace(/[^a-z]/g, '')
    .slice(0, count)

/** What people type, from the commonest to what is not there; every word of 3 to 8 letters but codes. */
export const searchClasses: readonly SearchClass[] = [
  { what: 'a legal form', hits: [0.1, 0.2], query: (sample) => pick(forms, sample, 301) },
  {
    what: '3 letters of a name',
    hits: [0.01, 0.1],
    query: (sample) =>
      letters(
        pick(
          nameStarts.filter((start) => start.length > 2),
          sample,
          302,
        ),
        3,
      ),
  },
  { what: 'a small town', hits: [0.01, 0.04], query: (sample) => letters(pick(smallTowns, sample, 303), 8) },
  { what: '6 letters of a name', hits: [0.0002, 0.003], query: (sample) => letters(name(sample), 6) },
  {
    what: 'name and large town',
    hits: [0.00002, 0.0005],
    query: (sample) => `${letters(name(sample), 8)} ${pick(largeTowns, sample, 304)}`,
  },
  {
    what: 'legal form and large town',
    hits: [0.005, 0.04],
    query: (sample) => `${pick(forms, sample, 305)} ${pick(largeTowns, sample, 306)}`,
  },
  { what: 'a code', hits: 'one', query: (sample, rows) => codeAt(whole(sample, 307, rows)) },
  { what: '3 to 8 letters, no hit', hits: [0, 0], query: (sample) => 'xqzwkjvx'.slice(0, 3 + (sample % 6)) },
  { what: 'name and a miss', hits: [0, 0], query: (sample) => `${letters(name(sample), 8)} qqxz` },
]
