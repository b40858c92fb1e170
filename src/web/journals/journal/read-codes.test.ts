import { expect, test } from 'vitest'
import { readCodes } from './read-codes.ts'

test('a pasted column is read line by line, whatever stands between the codes, each code once', () => {
  expect(readCodes('C001204\r\nC001207\n\n C001207 \n')).toEqual(['C001204', 'C001207'])
  expect(readCodes('C1\tC2;C3,"C4"')).toEqual(['C1', 'C2', 'C3', 'C4'])
  expect(readCodes(' \n')).toEqual([])
})
