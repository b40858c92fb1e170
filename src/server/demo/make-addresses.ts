import type { Commune } from './communes.ts'
import { addressPlace, type DemoRecord } from './demo-record.ts'
import type { DemoWorld } from './demo-world.ts'
import { pickCommune, type DemoCompany } from './make-company.ts'
import { random, type Random } from './random.ts'
import { parks, streets } from './street-words.ts'

const workRegions: Record<string, string> = {
  'ile-de-france': 'ile-de-france',
  'hauts-de-france': 'nord',
  normandie: 'nord',
  'grand-est': 'est',
  'bourgogne-franche-comte': 'est',
  bretagne: 'ouest',
  'pays-de-la-loire': 'ouest',
  'centre-val-de-loire': 'ouest',
}

const kinds = [
  { kind: 'main', code: 'SIEGE', name: 'Siège' },
  { kind: 'billing', code: 'FACT', name: 'Service comptabilité' },
  { kind: 'delivery', code: 'LIV', name: 'Entrepôt' },
] as const

/** The company's addresses: the main one, sometimes one for billing and one for delivery. */
export function makeAddresses(world: DemoWorld, seed: number, place: number, company: DemoCompany): DemoRecord[] {
  const from = random(seed, (company.twinOf ?? place) * 3 + 1)
  return kinds.flatMap(({ kind, code, name }, index) => {
    if (kind !== 'main' && (company.twinOf !== undefined || !from.chance(company.employees > 50 ? 0.4 : 0.12)))
      return []
    const commune = kind === 'main' ? company.commune : from.chance(0.5) ? company.commune : pickCommune(from)
    const values = { company: company.id, kind, code, name, ...makeLines(from), ...placeOf(world, commune) }
    return [{ id: company.id + addressPlace + index, subjectId: company.id, values }]
  })
}

function makeLines(from: Random) {
  const number = 1 + from.int(180)
  return {
    line1: `${number}${from.chance(0.06) ? ' bis' : ''} ${from.pick(streets)}`,
    line2: from.chance(0.12)
      ? from.pick(parks)
      : from.chance(0.1)
        ? `Bâtiment ${from.pick(['A', 'B', 'C', 'D'])}`
        : null,
    line3: from.chance(0.06) ? from.pick(['Rez-de-chaussée', '1er étage', '2e étage', '3e étage']) : null,
  }
}

const placeOf = (world: DemoWorld, { postalCode, city, region }: Commune) => ({
  postalCode,
  city,
  country: 'FR',
  workRegion: world.valueOf('workRegion', region === 'outre-mer' ? 'etranger' : (workRegions[region] ?? 'sud')),
})
