/** Texts as files hold them, for tests that read them by two ways: chosen ones, and generated ones that are always the same. */
import fc from 'fast-check'
import type { FieldTypeName } from '../src/shared/catalogue/field-types/field-type-table.ts'
import { vatPatterns } from '../src/shared/catalogue/vat-number.ts'

const seed = 20_260_114
const generated = 400

const sampled = (arbitrary: fc.Arbitrary<string>): string[] =>
  fc.sample(arbitrary, { numRuns: generated, seed }).filter((text) => !text.includes('\0'))

const spaces = [
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\v',
  '\f',
  '\u00a0',
  '\u202f',
  '\u2003',
  '\u3000',
  '\ufeff',
  '\u2028',
  '\u0085',
]
const letters = 'aAzZéÉèÀçÇœŒæÆßøØłŁıİΣςσñÑйЙЁёøåÅ'.split('')
const marks = [
  'e\u0301',
  'E\u0301',
  'n\u0303',
  '\u0301',
  '\u0308',
  '\u05b0',
  '\u064b',
  '\u20d7',
  '\u3099',
  '\u1e9e',
  'ﬁ',
  '𝒜',
  '😀',
]
const signs = ['-', '.', ',', "'", '’', '‘', '"', '&', '/', '_', '@', '+', '(', ')', '0', '1', '9', '٣']
const words = fc
  .array(fc.constantFrom(...spaces, ...letters, ...marks, ...signs), { maxLength: 12 })
  .map((parts) => parts.join(''))
/** Texts with every kind of space, letter, accent and sign. */
export const rawTexts = [
  'Société Générale',
  '  Crédit   Agricole ',
  'E\u0301clair',
  'Œuvre',
  'l’Été',
  'ΑΣ',
  'STRASSE ẞ',
  'İstanbul',
  '\u00a0x\u00a0',
  '\t',
  ' ',
  '',
  ...sampled(words),
  ...sampled(fc.string({ unit: 'binary', maxLength: 12 })),
  ...sampled(fc.string({ unit: 'grapheme', maxLength: 12 })),
]
const numbers = [
  '0',
  '-0',
  '5',
  '+5',
  '-5',
  '007',
  '12.',
  '.5',
  ',5',
  '1 234',
  '1\u00a0234,50',
  '1\u202f234.50',
  '1.234,50',
  '1,234.50',
  '1.234',
  '1,234',
  '1.234.567',
  '1,234,567',
  '12,345,6',
  '5 €',
  '€5',
  '5EUR',
  'EUR 5',
  "1'234",
  '1’234',
  '--5',
  '5-',
  '5%',
  '1e3',
  '2147483647',
  '2147483648',
  '-2147483648',
  '-2147483647',
  '999999999999999',
  '1000000000000000',
  '0000000000000000012',
  '999999999999999,99',
  '999999999999999,994',
  '999999999999999,995',
  '-0,004',
  '-0.005',
  '0,005',
  '1,2345',
  '1.995',
  '1.000',
  '12.0',
  '12.5',
  '١٢',
  '½',
  '1\t2',
  '1\n2',
  '1 000 000',
  'NaN',
  'Infinity',
  '- 5',
  '+ 5',
  '-',
  '+',
  '.',
  ',',
  'eur',
]
/** Numbers as people write them, and what is none. */
export const numberTexts = [
  ...numbers,
  ...sampled(
    fc
      .array(fc.constantFrom('0', '1', '5', '9', '12', '345', ' ', '.', ',', '-', '+', '€', "'", '\u00a0', 'EUR'), {
        minLength: 1,
        maxLength: 8,
      })
      .map((parts) => parts.join('').trim())
      .filter((text) => text !== ''),
  ),
]

const digits = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
const vats = fc
  .tuple(
    fc.constantFrom(...Object.keys(vatPatterns), 'ZZ', 'fr', ''),
    fc.constantFrom(7, 8, 9, 10, 11, 12),
    fc.constantFrom('', 'U', 'B', 'W'),
  )
  .chain(([country, count, letter]) => digits(count).map((found) => `${country}${found.join('')}${letter}`))
/** A French number with its key, one in two of them right. */
const frenchVats = fc
  .tuple(digits(9), fc.boolean(), fc.constantFrom('', ' ', '\u00a0', '.', '-'))
  .map(([found, isRight, separator]) => {
    const siren = Number(found.join(''))
    const key = (12 + 3 * (siren % 97) + (isRight ? 0 : 1)) % 97
    return `FR${separator}${String(key).padStart(2, '0')}${separator}${found.join('')}`
  })

/** Cells of each type, sound and not. */
export const cellSamples: Partial<Record<FieldTypeName, readonly string[]>> = {
  vatNumber: [
    'FR40303265045',
    'FR 40 303 265 045',
    'fr40303265045',
    'FR99303265045',
    'FRK7399859412',
    'FR1A303265045',
    'FR00000000000',
    'BE0428759497',
    'BE0428759498',
    'LU26375245',
    'LU26375246',
    'DE123456789',
    'GBGD001',
    'IE1234567FA',
    'XX1',
    'FR',
    '-',
    '٣',
    'EL094259216',
    'ESX1234567X',
    'ATU12345678',
    'NL123456789B01',
    'FR40303265045FR40303265045',
    ...sampled(vats),
    ...sampled(frenchVats),
  ],
  siren: [
    '303265045',
    '303 265 045',
    '303265046',
    '30326504',
    '000000000',
    '732829320',
    'x',
    '٣٠٣٢٦٥٠٤٥',
    ...sampled(digits(9).map((d) => d.join(' '))),
  ],
  siret: [
    '73282932000074',
    '732 829 320 00074',
    '73282932000075',
    '35600000000048',
    '35600000049837',
    '35600000049838',
    'abc',
    '7328293200007',
    ...sampled(digits(14).map((d) => d.join(''))),
    ...sampled(digits(5).map((d) => `356000000${d.join('')}`)),
  ],
  email: [
    'a@b.fr',
    'mailto:a@b.fr',
    'MAILTO:a@b.fr',
    'mailto:',
    'a@b',
    '@b.fr',
    'a@@b.fr',
    'a@b..fr',
    'a@b.f',
    'a b@c.fr',
    'é@à.fr',
    'a@b.fr, c@d.fr',
    ...sampled(
      fc
        .array(fc.constantFrom('a', 'é', '@', '.', ' ', '-', ',', '<', '"', 'fr', 'mailto:'), {
          minLength: 1,
          maxLength: 8,
        })
        .map((parts) => parts.join('').trim())
        .filter(Boolean),
    ),
    ...sampled(fc.emailAddress()),
  ],
  phone: [
    '01 20 35 99 65',
    '+33 (0)1 20 35 99 65',
    '0033120359965',
    '12',
    'poste 12',
    '+',
    '(01)20-35/99.65',
    '٠١٢٠٣٥٩٩٦٥',
    '012345678901234567',
    ...sampled(
      fc
        .array(fc.constantFrom('0', '12', '3', ' ', '.', '-', '/', '(', ')', '+', 'x'), { minLength: 1, maxLength: 12 })
        .map((parts) => parts.join('').trim())
        .filter(Boolean),
    ),
  ],
  text: ['x'.repeat(200), 'x'.repeat(201), 'é'.repeat(200), 'é'.repeat(201), '😀'.repeat(150), '😀'.repeat(201)],
  code: ['x'.repeat(50), 'x'.repeat(51), '00123', ' a b '],
  url: ['https://exemple.fr', 'x'.repeat(201)],
  postalCode: ['44000', ' 44 000 ', 'x'.repeat(201)],
}
