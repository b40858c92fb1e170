import { noise, pick, whole } from '../data/noise.ts'
import { familyName, firstNames } from '../data/words.ts'
import { misspell, perhaps, withoutAccents } from './misspell.ts'

export type LabelledContact = {
  truth: number
  /** The place of his company among the companies. */
  company: number
  firstName: string
  lastName: string
  email: string
  mobile: string
}

const duplicateShare = 0.1

/** One contact in ten is there twice: misspelt, turned round, with initial alone, in part at another company. */
export function labelledContact(row: number, companies: number): LabelledContact {
  if (row <= 50 || noise(row, 401) >= duplicateShare) return original(row, companies)
  for (let salt = 410; ; salt++) {
    const found = whole(row, salt, row)
    if (found <= 50 || noise(found, 401) >= duplicateShare) return copy(original(found, companies), row, companies)
  }
}

function original(row: number, companies: number): LabelledContact {
  const firstName = pick(firstNames, row, 420)
  const lastName = familyName(row, 421)
  const company = whole(row, 423, companies)
  const bare = (text: string) => withoutAccents(text).toLowerCase()
  return {
    truth: row,
    company,
    firstName,
    lastName,
    email: noise(row, 424) < 0.75 ? `${bare(firstName)}.${bare(lastName)}@c${company}.example` : '',
    mobile: noise(row, 425) < 0.4 ? `06${String(whole(row, 426, 100_000_000)).padStart(8, '0')}` : '',
  }
}

function copy(from: LabelledContact, row: number, companies: number): LabelledContact {
  const drop = (text: string, share: number, salt: number) => perhaps(text, share, [row, salt], () => '')
  const firstName = perhaps(
    perhaps(from.firstName, 0.15, [row, 430], (text) => `${text.charAt(0)}.`),
    0.08,
    [row, 431],
    (text) => misspell(text, row, 432),
  )
  const lastName = perhaps(
    perhaps(from.lastName, 0.15, [row, 433], (text) => misspell(text, row, 434)),
    0.4,
    [row, 435],
    (text) => withoutAccents(text).toUpperCase(),
  )
  const isTurned = noise(row, 436) < 0.1
  return {
    truth: from.truth,
    company: noise(row, 437) < 0.15 ? whole(row, 438, companies) : from.company,
    firstName: isTurned ? lastName : firstName,
    lastName: isTurned ? firstName : lastName,
    email: drop(from.email, 0.45, 439),
    mobile: perhaps(drop(from.mobile, 0.4, 440), 0.5, [row, 441], (text) => `+33 ${text.slice(1)}`),
  }
}
