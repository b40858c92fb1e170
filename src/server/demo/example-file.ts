/** The example file to import, made from the sample companies: updates of them, new ones, and every kind of mistake. */
import { csvRow } from '../platform/files/write-csv.ts'
import { exampleMistakes } from './example-mistakes.ts'
import type { DemoRecord } from './demo-record.ts'
import type { DemoWorld } from './demo-world.ts'
import { makeAddresses } from './make-addresses.ts'
import { makeCompany, type DemoCompany } from './make-company.ts'
import { makeContacts } from './make-contacts.ts'
import { usualSeed } from './usual-seed.ts'

/** A row of the file by column; what is not named is empty. */
export type ExampleRow = Partial<Record<(typeof exampleHeaders)[number], string>>

export const exampleHeaders = [
  'Code client',
  'Raison sociale',
  'N° TVA',
  'Statut',
  'Commercial',
  'Télémarketeur',
  'Région',
  'Effectif',
  'CA',
  'Intervalle de visite',
  'Dern. visite',
  'Adresse Code',
  'Adresse Nom',
  'Adresse',
  'Code postal',
  'Ville',
  'Pays',
  'Contact',
  'Téléphone du contact',
  'Adresse e-mail du contact',
  'Remarque',
] as const

/** Nothing of a base: list values stay out, users are named. */
const world: DemoWorld = {
  valueOf: () => null,
  users: { telemarketers: [1, 2, 3], salesPeople: [1, 2, 3, 4, 5, 6], managers: [1] },
  billingEntities: [],
  firstId: 1,
  firstCode: 1,
}
const newCompanies = { seed: usualSeed + 1, from: 900_000, count: 70 }
const updated = { count: 70, step: 7 }

const statuses = { client: 'CLI', lead: 'Lead', prospect: 'PRO' }
const regions: Record<string, string> = {
  'ile-de-france': 'Île-de-France',
  'hauts-de-france': 'Hauts-de-France',
  normandie: 'Normandie',
  'grand-est': 'Grand Est',
  'bourgogne-franche-comte': 'Bourgogne-Franche-Comté',
  bretagne: 'Bretagne',
  'pays-de-la-loire': 'Pays de la Loire',
  'centre-val-de-loire': 'Centre-Val de Loire',
  'nouvelle-aquitaine': 'Nouvelle-Aquitaine',
  occitanie: 'Occitanie',
  'auvergne-rhone-alpes': 'Auvergne-Rhône-Alpes',
  paca: 'Provence-Alpes-Côte d’Azur',
  corse: 'Corse',
  'outre-mer': 'Outre-mer',
}

/** The text of the file: headers, then some 200 rows, the mistakes strewn among the good ones. */
export function exampleFile(): string {
  const good = [...existingRows(), ...newRows()]
  const step = Math.floor(good.length / exampleMistakes.length)
  const rows = good.flatMap((row, at) => {
    const mistake = at % step === step - 1 ? exampleMistakes[Math.floor(at / step)] : undefined
    return mistake ? [row, ...mistake] : [row]
  })
  return [csvRow(exampleHeaders), ...rows.map((row) => csvRow(exampleHeaders.map((header) => row[header])))].join('')
}

/** Sample companies by their code, with a later visit and a number of employees that grew; every fifth moved. */
function existingRows(): ExampleRow[] {
  return Array.from({ length: updated.count }, (_, index) => {
    const place = index * updated.step
    const company = makeCompany(world, usualSeed, place)
    const main = makeAddresses(world, usualSeed, place, company)[0]
    return {
      ...companyCells(company),
      'N° TVA': text(company, 'vatNumber'),
      Effectif: String(company.employees + 1 + (index % 4)),
      ...(company.status === 'prospect'
        ? {}
        : { 'Dern. visite': `${String((index % 28) + 1).padStart(2, '0')}/11/2026` }),
      'Adresse Code': 'SIEGE',
      ...addressCells(main),
      ...(index % 5 === 0 ? { Adresse: `${index + 3} rue des Acacias` } : {}),
    }
  })
}

/** Companies the sample data lacks; every third has further rows for its other addresses and people. */
function newRows(): ExampleRow[] {
  return Array.from({ length: newCompanies.count }, (_, index) => {
    const place = newCompanies.from + index
    const company = makeCompany(world, newCompanies.seed, place)
    const addresses = makeAddresses(world, newCompanies.seed, place, company)
    const people = makeContacts(world, newCompanies.seed, place, company)
    const identity = { 'Code client': `N${String(index + 1).padStart(4, '0')}`, 'Raison sociale': company.name }
    const first = {
      ...companyCells(company),
      ...identity,
      'N° TVA': text(company, 'vatNumber'),
      ...addressCells(addresses[0]),
      ...contactCells(people[0]),
    }
    if (index % 3 > 0) return [first]
    const more = Math.max(addresses.length, Math.min(3, people.length))
    return [
      first,
      ...Array.from({ length: more - 1 }, (_, at) => ({
        ...identity,
        ...addressCells(addresses[at + 1]),
        ...contactCells(people[at + 1]),
      })),
    ]
  }).flat()
}

const text = ({ values }: DemoRecord, key: string): string => String(values[key] ?? '')

function companyCells(company: DemoCompany): ExampleRow {
  return {
    'Code client': text(company, 'code'),
    'Raison sociale': company.name,
    Statut: statuses[company.status],
    ...(company.status === 'lead' ? { Commercial: 'Élise Guérin' } : {}),
    ...(company.status === 'prospect' ? { Télémarketeur: 'karim.haddad@rafale.example' } : {}),
    Région: regions[company.commune.region] ?? '',
    Effectif: String(company.employees),
    CA: text(company, 'annualRevenue').replace('.', ','),
    'Intervalle de visite': text(company, 'visitInterval'),
  }
}

function addressCells(address: DemoRecord | undefined): ExampleRow {
  if (!address) return {}
  return {
    'Adresse Code': text(address, 'code'),
    'Adresse Nom': text(address, 'name'),
    Adresse: text(address, 'line1'),
    'Code postal': text(address, 'postalCode'),
    Ville: text(address, 'city'),
    Pays: 'FR',
  }
}

function contactCells(contact: DemoRecord | undefined): ExampleRow {
  if (!contact) return {}
  return {
    Contact: `${text(contact, 'firstName')} ${text(contact, 'lastName').toUpperCase()}`,
    'Téléphone du contact': text(contact, 'phoneOffice') || text(contact, 'phoneMobile'),
    'Adresse e-mail du contact': text(contact, 'email1'),
  }
}
