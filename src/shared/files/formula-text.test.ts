import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markNeutralised, neutraliseFormula, restoreFormula } from './formula-text.ts'

const nasty = ['=A1', '+33 1 20 35 99 65', '-5', '@x', "'=A1", "''=A1", "'", "'x", '=', '+', '\t=1', '', 'a=b', "'-5"]

test('both ways out come back, whatever the text', () => {
  const texts = fc.oneof(
    fc.constantFrom(...nasty),
    fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '5', ' ', 'a') }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      expect(restoreFormula(neutraliseFormula(text))).toBe(text)
      expect(restoreFormula(markNeutralised(text))).toBe(text)
    }),
  )
})

test('formulas never start a neutralised text; numbers and phone numbers stay as people write them', () => {
  expect(nasty.slice(0, 4).map(neutraliseFormula)).toEqual(["'=A1", '+33 1 20 35 99 65', '-5', "'@x"])
  expect(neutraliseFormula('-1+cmd|A1')).toBe("'-1+cmd|A1")
})
