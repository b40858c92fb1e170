import { makeCompany, type DemoCompany } from './make-company.ts'
import { addressPlace, contactPlace, idsPerCompany } from './demo-record.ts'
import type { DemoWorld } from './demo-world.ts'
import { random, type Random } from './random.ts'

const every = 120
const behind = 7

/** The company of that place: now and then one that was entered before. */
export function companyAt(world: DemoWorld, seed: number, place: number): DemoCompany {
  if (place % every !== every - 1) return makeCompany(world, seed, place)
  const of = place - behind
  return makeTwin({ world, place, of, original: makeCompany(world, seed, of), from: random(seed, place * 3) })
}

type Twin = { world: DemoWorld; place: number; original: DemoCompany; of: number; from: Random }

/** A company entered a second time, in haste: its name and number written otherwise, hardly anything else known of it. */
function makeTwin({ world, place, original, of, from }: Twin): DemoCompany {
  const id = world.firstId + place * idsPerCompany
  const { values } = original
  const telemarketer = from.pick(world.users.telemarketers)
  const name = rewritten(original.name, from)
  return {
    ...original,
    id,
    subjectId: id,
    name,
    status: 'prospect',
    ownerId: telemarketer,
    twinOf: of,
    values: {
      name,
      code: `C${String(world.firstCode + place).padStart(6, '0')}`,
      salesStatus: 'prospect',
      state: 'active',
      accountType: values['accountType'] ?? null,
      defaultAddress: id + addressPlace,
      defaultContact: id + contactPlace,
      phoneMain: from.chance(0.7) ? dialled(String(values['phoneMain'])) : null,
      website: from.chance(0.5) ? (values['website'] ?? null) : null,
      industry: values['industry'] ?? null,
      salesRegion: values['salesRegion'] ?? null,
      source: world.valueOf('source', 'fair'),
      siren: from.chance(0.4) ? (values['siren'] ?? null) : null,
      telemarketer,
    },
  }
}

/** The name as somebody else types it. */
function rewritten(name: string, from: Random): string {
  const short = name.replace(/^Établissements /, 'Ets ')
  switch (from.int(3)) {
    case 0:
      return short.toUpperCase()
    case 1:
      return `${short} SARL`
    default:
      return misspelt(short)
  }
}

/** A letter that stands twice once, or one more that does. */
const misspelt = (name: string): string => {
  const once = name.replace(/([lnrst])\1/, '$1')
  return once === name ? name.replace(/([lnrst])(?=[aeiou])/, '$1$1') : once
}

/** `02 40 00 00 01` as +33240000001. */
const dialled = (phone: string): string => phone.replace(/\D/g, '').replace(/^0/, '+33')
