import { communes, phoneArea, type Commune } from './communes.ts'
import { environmentTags, remarks, trades, type Trade } from './company-words.ts'
import { addressPlace, contactPlace, idsPerCompany, type DemoRecord } from './demo-record.ts'
import type { DemoWorld } from './demo-world.ts'
import { fictionPhone } from './fiction-phone.ts'
import { makeSiren, makeSiret, makeVatNumber } from './french-ids.ts'
import { makeName, slug } from './make-name.ts'
import { random, weighted, type Random } from './random.ts'

/** A company with what its addresses and contacts are made from. */
export type DemoCompany = DemoRecord & {
  name: string
  domain: string
  commune: Commune
  employees: number
  status: Status
  ownerId: number
  /** The place of the company that it was entered a second time for. */
  twinOf?: number
}

type Status = 'client' | 'lead' | 'prospect'

/** Days are counted back from here, so that the same records come out on any day. */
const today = Date.UTC(2026, 10, 2)
const dayBefore = (days: number): string => new Date(today - days * 86_400_000).toISOString().slice(0, 10)

const pickTrade = weighted(trades, ({ weight }) => weight)
export const pickCommune = weighted(communes, ({ weight }) => weight)
const shares = (of: Record<string, number>) => {
  const pick = weighted(Object.entries(of), ([, share]) => share)
  return (from: Random): string => pick(from)[0]
}
const pickStatus = shares({ client: 58, prospect: 27, lead: 15 }) as (from: Random) => Status
const pickState = shares({ active: 91, inactive: 6, archived: 3 })
const pickAccountType = shares({ client: 76, partner: 7, supplier: 8, subcontractor: 4, distributor: 3, prescriber: 2 })
const pickSource = shares({
  'web-site': 30,
  fair: 18,
  recommendation: 24,
  phone: 12,
  'e-mailing': 8,
  press: 3,
  'social-network': 5,
})
const pickOrigin = shares({ inbound: 40, prospecting: 35, partner: 15, takeover: 7, framework: 3 })
const intervals = [30, 60, 90, 90, 120, 180, 365]

/** The company of that place; the same for the same seed, whatever was made before it. */
export function makeCompany(world: DemoWorld, seed: number, place: number): DemoCompany {
  const from = random(seed, place * 3)
  const trade = pickTrade(from)
  const commune = pickCommune(from)
  const employees = Math.max(1, Math.min(24_000, Math.round(from.around(11, 1.35))))
  const name = makeName(from, trade)
  const domain = `${slug(name)}${from.chance(0.6) ? `-${slug(commune.city)}` : ''}.example`
  const status = pickStatus(from)
  const owners = makeOwners(from, world, status)
  const id = world.firstId + place * idsPerCompany
  const values = {
    name,
    code: `C${String(world.firstCode + place).padStart(6, '0')}`,
    salesStatus: status,
    state: pickState(from),
    accountType: world.valueOf('accountType', pickAccountType(from)),
    parent: place > 20 && from.chance(0.02) ? world.firstId + from.int(place) * idsPerCompany : null,
    isReference: status === 'client' && from.chance(0.06),
    website: from.chance(0.7) ? `https://www.${domain}` : null,
    defaultAddress: id + addressPlace,
    defaultContact: id + contactPlace,
    phoneMain: fictionPhone(from, phoneArea(commune)),
    phoneFax: from.chance(0.2) ? fictionPhone(from, phoneArea(commune)) : null,
    source: world.valueOf('source', pickSource(from)),
    industry: world.valueOf('industry', trade.industry),
    salesRegion: world.valueOf('salesRegion', commune.region),
    commercialOrigin: world.valueOf('commercialOrigin', pickOrigin(from)),
    environment: makeTags(from, world, trade),
    billingEntities:
      world.billingEntities.length > 0 && status === 'client' ? [from.pick(world.billingEntities)] : null,
    comments: from.chance(0.06) ? from.pick(remarks) : null,
    areSurveysActive: status === 'client' && from.chance(0.1),
    externalId: status === 'client' ? `ERP-${100_000 + world.firstCode + place}` : null,
    ...owners,
    ...makeSize(from, trade, employees),
    ...makeIdentity(from, world, { trade, employees }),
    ...makeVisits(from, status),
  }
  const ownerId = owners.salesPerson ?? owners.telemarketer ?? world.users.salesPeople[0]!
  return { id, subjectId: id, values, name, domain, commune, employees, status, ownerId }
}

/** A lead has a sales person and a prospect a telemarketer, as the catalogue requires. */
function makeOwners(from: Random, { users }: DemoWorld, status: Status) {
  const [salesPerson, telemarketer, accountManager] = [
    from.pick(users.salesPeople),
    from.pick(users.telemarketers),
    from.pick(users.managers),
  ]
  return {
    salesPerson: status === 'prospect' ? null : salesPerson,
    telemarketer: status === 'prospect' ? telemarketer : null,
    accountManager: status === 'client' ? accountManager : null,
  }
}

function makeSize(from: Random, trade: Trade, employees: number) {
  const revenue = Math.round((employees * trade.revenue * from.around(1, 0.35)) / 1000) * 1000
  return { employees, ...(from.chance(0.9) ? { annualRevenue: `${revenue}.00`, currency: 'EUR' } : {}) }
}

type Shape = { trade: Trade; employees: number }

function makeIdentity(from: Random, world: DemoWorld, { trade, employees }: Shape) {
  const siren = makeSiren(from)
  const small = ['sarl', 'sarl', 'eurl', 'sas', 'sasu', 'ei']
  const large = ['sas', 'sas', 'sa', 'sarl', 'scop']
  const form = trade.industry === 'associations' ? 'association' : from.pick(employees < 10 ? small : large)
  return {
    siren,
    siret: makeSiret(siren, 1 + from.int(9)),
    vatNumber: form === 'association' ? null : makeVatNumber(siren),
    naf: trade.naf,
    legalForm: world.valueOf('legalForm', form),
  }
}

/** Clients are visited every so often, leads were once; the rest never. */
function makeVisits(from: Random, status: Status) {
  if (status === 'prospect' || from.chance(0.15)) return {}
  const interval = from.pick(intervals)
  const days = Math.floor(interval * 1.6 * from.next())
  const isTriedSince = from.chance(0.2)
  return {
    ...(status === 'client' ? { visitInterval: interval } : {}),
    lastVisit: dayBefore(days),
    lastVisitAttempt: dayBefore(isTriedSince ? from.int(days + 1) : days),
  }
}

function makeTags(from: Random, world: DemoWorld, { industry }: Trade): number[] | null {
  if (!from.chance(industry === 'it' ? 0.9 : 0.2)) return null
  const tags = Array.from({ length: 1 + from.int(3) }, () => world.valueOf('environment', from.pick(environmentTags)))
  const ids = [...new Set(tags.filter((id) => id !== null))].sort((a, b) => a - b)
  return ids.length > 0 ? ids : null
}
