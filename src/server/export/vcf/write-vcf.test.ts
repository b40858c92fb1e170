/** Cards of ours, read back by a library that is not. */
import { buffer, text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { exportColumns } from '../../../shared/export/export-columns.ts'
import type { SheetRow } from '../../platform/files/sheet.ts'
import type { CardVersion } from './write-card.ts'
import { writeVcf } from './write-vcf.ts'

const columns = exportColumns('contact')
const row = (cells: Record<string, string>): SheetRow => columns.map(({ path }) => cells[path] ?? null)
const helene = {
  'contact.rafaleId': 'ab12-7',
  'company.name': 'Aprool; Nantes, SA',
  'contact.lastName': 'BLOU',
  'contact.firstName': 'Hélène',
  'contact.civility': 'Mme',
  'contact.email1': 'helene@aprool.example',
  'contact.email2': 'h2@aprool.example',
  'contact.phoneOffice': '+33 1 20 35 99 65',
  'contact.phoneMobile': '06 39 98 00 02',
  'contact.phoneAssistant': '02 61 91 00 01',
  'contact.birthDate': '1980-02-29',
  'contact.comments': `${'Une très longue remarque, avec des accents é à ü, '.repeat(4)}\net \\ une autre ligne`,
}
const rows = [
  row({
    ...helene,
    'address.rafaleId': 'ab12-8',
    'address.line1': '1 rue du Port',
    'address.city': 'Nantes',
    'address.isDefault': 'Oui',
  }),
  row({
    'contact.rafaleId': 'ab12-7',
    'address.rafaleId': 'ab12-9',
    'address.city': 'Rezé',
    'address.isDefault': 'Non',
  }),
  row({ 'contact.rafaleId': 'ab12-10', 'contact.email1': 'seul@blou.example' }),
]
const file = (version: CardVersion, isZipped = false) =>
  writeVcf({ columns, rows: batches(), style: { version, language: 'fr', position: 34 }, isZipped })
/** The lines of a contact may fall into two batches. */
async function* batches() {
  yield rows.slice(0, 1)
  yield rows.slice(1)
}

type Property = { name: string; type: string | string[]; value: unknown }
async function cards(version: CardVersion): Promise<Property[][]> {
  const written = await text(file(version))
  expect(written.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  return (ICAL.parse(written) as unknown as [string, [string, { type: string | string[] }, string, unknown][]][]).map(
    ([, properties]) => properties.map(([name, { type }, , value]) => ({ name, type, value })),
  )
}

test.each(['3.0', '4.0'] as const)('version %s: another reader finds every value as it was', async (version) => {
  const [first, second, ...others] = await cards(version)
  expect(others).toEqual([])
  const all = (name: string) => first!.filter((property) => property.name === name).map(({ value }) => value)
  expect(all('version')).toEqual([version])
  expect(all('uid')).toEqual(['ab12-7'])
  expect(all('n')).toEqual([['BLOU', 'Hélène', '', 'Mme', '']])
  expect(all('fn')).toEqual(['Hélène BLOU'])
  expect(all('org')).toEqual(['Aprool; Nantes, SA'])
  expect(all('email')).toEqual(['helene@aprool.example', 'h2@aprool.example'])
  expect(all('tel')).toEqual(['+33 1 20 35 99 65', '06 39 98 00 02', '02 61 91 00 01'])
  expect(all('x-ablabel')).toEqual(['Téléphone de l’assistant(e)'])
  expect(all('bday')).toEqual(['1980-02-29'])
  expect(all('note')).toEqual([helene['contact.comments']])
  expect(all('adr')).toEqual([
    ['', '', '1 rue du Port', 'Nantes', '', '', ''],
    ['', '', '', 'Rezé', '', '', ''],
  ])
  expect(second!.find(({ name }) => name === 'fn')?.value).toBe('seul@blou.example')
})

test('a zip holds one file a contact, named for him', async () => {
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(await buffer(file('4.0', true)), {
    lazyEntries: false,
  })
  const names: string[] = []
  zip.on('entry', (entry: yauzl.Entry) => names.push(entry.fileName))
  await new Promise((resolve) => zip.on('end', resolve))
  expect(names).toEqual(['BLOU Hélène 1.vcf', 'contact 2.vcf'])
})
