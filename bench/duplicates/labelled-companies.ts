import { phone, siren, vatNumber } from '../data/identifiers.ts'
import { noise, pick, pickSkewed, whole } from '../data/noise.ts'
import { activities, familyName, streets, towns } from '../data/words.ts'
import { misspell, perhaps, withoutAccents } from './misspell.ts'

/** A company with what it really is: rows of one `truth` are duplicates of each other, and of no other row. */
export type LabelledCompany = {
  truth: number
  name: string
  vat: string
  siren: string
  siret: string
  phone: string
  website: string
  line1: string
  postal: string
  city: string
}

/** One row in ten says again what an earlier one says, worse. */
export const duplicateShare = 0.1
/** One true company in twenty is a branch of the one before: name, SIREN, VAT number and web site are the same, and it is none. */
const branchShare = 0.05
const forms = ['SARL', 'SAS', 'SA', 'EURL', '& Fils', 'et Associés']

export function labelledCompany(row: number): LabelledCompany {
  const isCopy = row > 50 && noise(row, 301) < duplicateShare
  if (!isCopy) return original(row)
  return copy(original(source(row)), row)
}

/** An earlier row that is no copy itself. */
function source(row: number): number {
  for (let salt = 310; ; salt++) {
    const found = whole(row, salt, row)
    if (found <= 50 || noise(found, 301) >= duplicateShare) return found
  }
}

function original(row: number): LabelledCompany {
  const isBranch = row > 50 && noise(row, 302) < branchShare && noise(row - 1, 301) >= duplicateShare
  const head = isBranch ? row - 1 : row
  const number = siren(head)
  const name = familyName(head, 320)
  const trade = noise(head, 322) < 0.7 ? ` ${pickSkewed(activities, head, 323)}` : ''
  const [city, start] = pickSkewed(towns, row, 324)
  const has = (share: number, salt: number) => noise(row, salt) < share
  return {
    truth: row,
    name: `${name}${trade} ${pick(forms, head, 325)}`,
    vat: has(0.8, 330) ? vatNumber(number) : '',
    siren: has(0.5, 331) ? number : '',
    siret: has(0.4, 332) ? `${number}${String(whole(row, 333, 99_999)).padStart(5, '0')}` : '',
    phone: has(0.85, 334) ? phone(row, 335) : '',
    website: has(0.4, 336) ? `https://www.${withoutAccents(name).toLowerCase()}${head}.example` : '',
    line1: `${1 + whole(row, 337, 150)} ${pick(streets, row, 338)}`,
    postal: `${start}${String(10 * whole(row, 339, 60)).padStart(3, '0')}`,
    city,
  }
}

/** What people make of a company when they enter it a second time. */
function copy(from: LabelledCompany, row: number): LabelledCompany {
  const drop = (text: string, share: number, salt: number) => perhaps(text, share, [row, salt], () => '')
  const [first = '', ...rest] = from.name.split(' ')
  const form = pick(['', '', ...forms, 'S.A.R.L.'], row, 340)
  const words = [
    perhaps(first, 0.25, [row, 341], (text) => misspell(text, row, 342)),
    ...rest.filter((word) => !/^(SARL|SAS|SA|EURL|&|Fils|et|Associés)$/.test(word)),
  ]
  const ordered = noise(row, 346) < 0.15 ? words.toReversed() : words
  const name = [...ordered, form].filter(Boolean).join(' ')
  return {
    truth: from.truth,
    name: perhaps(
      perhaps(name, 0.3, [row, 347], (text) => text.toUpperCase()),
      0.3,
      [row, 348],
      withoutAccents,
    ),
    vat: perhaps(drop(from.vat, 0.4, 350), 0.03, [row, 351], (text) => misspell(text, row, 352)),
    siren: drop(from.siren, 0.5, 353),
    siret: drop(from.siret, 0.5, 354),
    phone: perhaps(drop(from.phone, 0.25, 355), 0.15, [row, 356], () => phone(row, 357)),
    website: drop(from.website, 0.4, 358),
    line1: perhaps(drop(from.line1, 0.15, 359), 0.2, [row, 360], (text) =>
      text.replace('rue', 'r.').replace('avenue', 'av.'),
    ),
    postal: perhaps(drop(from.postal, 0.1, 361), 0.04, [row, 362], (text) => misspell(text, row, 363)),
    city: perhaps(
      perhaps(from.city, 0.3, [row, 364], (text) => withoutAccents(text).toUpperCase()),
      0.04,
      [row, 365],
      (text) => misspell(text, row, 366),
    ),
  }
}
