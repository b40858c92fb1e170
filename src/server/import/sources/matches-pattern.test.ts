import { expect, it } from 'vitest'
import { matchesPattern } from './matches-pattern.ts'

it.each([
  ['*', 'clients.csv', true],
  ['*.csv', 'Clients.CSV', true],
  ['*.csv', 'clients.csv.bak', false],
  ['clients-????-??.xlsx', 'clients-2026-11.xlsx', true],
  ['clients-????-??.xlsx', 'clients-26-11.xlsx', false],
  ['*.csv; *.xlsx', 'a.xlsx', true],
  ['*.csv;', 'a.xlsx', false],
  ['*a*b*c*', 'xxaxxbxxc', true],
  ['été*.csv', 'ÉTÉ 2026.csv', true],
  ['[a].csv', 'a.csv', false],
  ['*', '.hidden', false],
  ['*', '~$clients.xlsx', false],
  ['*', 'clients.csv.filepart', false],
  ['', 'clients.csv', false],
])('pattern %s and file %s: %s', (pattern, name, isNamed) => {
  expect(matchesPattern(pattern, name)).toBe(isNamed)
})

it('is quick about patterns made to be slow', () => {
  expect(matchesPattern(`${'*a'.repeat(100)}b`, 'a'.repeat(255))).toBe(false)
})
