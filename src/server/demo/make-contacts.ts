import { phoneArea } from './communes.ts'
import { contactPlace, type DemoRecord } from './demo-record.ts'
import type { DemoWorld } from './demo-world.ts'
import { fictionPhone } from './fiction-phone.ts'
import type { DemoCompany } from './make-company.ts'
import { slug } from './make-name.ts'
import { femaleNames, heads, lastNames, maleNames, positions } from './people-words.ts'
import { random, weighted, type Random } from './random.ts'

const pickHead = weighted(heads, ({ weight }) => weight)
const pickPosition = weighted(positions, ({ weight }) => weight)

/** One to six people of a company, the more the larger it is; the first is its default contact. */
export function makeContacts(world: DemoWorld, seed: number, place: number, company: DemoCompany): DemoRecord[] {
  const from = random(seed, (company.twinOf ?? place) * 3 + 2)
  const most = company.employees < 5 ? 2 : company.employees < 50 ? 4 : 6
  const emails = new Set<string>()
  const people = 1 + from.int(most)
  // Whoever entered the company a second time knew one of its people.
  return Array.from({ length: company.twinOf === undefined ? people : 1 }, (_, index) => {
    const id = company.id + contactPlace + index
    return { id, subjectId: id, values: makePerson(from, { world, company, index, emails }) }
  })
}

type Person = { world: DemoWorld; company: DemoCompany; index: number; emails: Set<string> }

function makePerson(from: Random, { world, company, index, emails }: Person): DemoRecord['values'] {
  const isFemale = from.chance(0.46)
  const firstName = from.pick(isFemale ? femaleNames : maleNames)
  const lastName = from.pick(lastNames)
  const position = index === 0 && from.chance(0.7) ? pickHead(from) : pickPosition(from)
  const hasLeft = index > 0 && from.chance(0.04)
  const stem = `${slug(firstName)}.${slug(lastName)}`
  const email = `${emails.has(stem) ? `${stem}${index + 1}` : stem}@${company.domain}`
  emails.add(stem)
  return {
    company: company.id,
    civility: world.valueOf('civility', isFemale ? 'Mme' : 'M.'),
    firstName,
    lastName,
    gender: isFemale ? 'female' : 'male',
    position: (isFemale ? position.female : undefined) ?? position.title,
    department: world.valueOf('department', position.department),
    contactType: world.valueOf('contactType', position.type),
    email1: from.chance(0.92) ? email : null,
    phoneOffice: from.chance(0.8) ? fictionPhone(from, phoneArea(company.commune)) : null,
    phoneMobile: from.chance(0.6) ? fictionPhone(from, 'mobile') : null,
    assignedTo: company.ownerId,
    language: 'fr',
    lawfulBasis: company.status === 'client' ? 'contract' : 'legitimate-interest',
    hasLeft,
    isActive: !hasLeft,
    doNotContact: from.chance(0.02),
  }
}
