import { expect, it } from 'vitest'
import { fieldOf } from './catalogue.ts'
import { isAlike } from './is-alike.ts'

const phone = fieldOf('company', 'phoneMain')

it('takes numbers for one however they are written', () => {
  expect(isAlike(phone, '0240000001', '02 40 00 00 01')).toBe(true)
  expect(isAlike(phone, '+33240000001', '02.40.00.00.01')).toBe(true)
  expect(isAlike(phone, '0240000001', '0240000002')).toBe(false)
  expect(isAlike(fieldOf('company', 'siren'), '303265045', '303 265 045')).toBe(true)
  expect(isAlike(fieldOf('company', 'annualRevenue'), '1000.00', '1000')).toBe(true)
  expect(isAlike(fieldOf('contact', 'email1'), 'A@b.test', 'a@b.test')).toBe(true)
})

it('takes texts as they are, tags in any order, and nothing for the same as an empty text', () => {
  expect(isAlike(fieldOf('company', 'name'), 'Dupont', 'DUPONT')).toBe(false)
  expect(isAlike(fieldOf('company', 'environment'), [2, 1], [1, 2])).toBe(true)
  expect(isAlike(phone, null, '')).toBe(true)
  expect(isAlike(phone, null, '0240000001')).toBe(false)
})

it('tells two photos apart', () => {
  expect(isAlike(fieldOf('contact', 'photo'), 'a'.repeat(64), 'b'.repeat(64))).toBe(false)
})
