import type { Random } from './random.ts'

/** The ranges that ARCEP keeps for works of fiction: nobody's number is ever shown. */
const prefixes = {
  '01': '01 99 00',
  '02': '02 61 91',
  '03': '03 53 01',
  '04': '04 65 71',
  '05': '05 36 49',
  mobile: '06 39 98',
} as const

export function fictionPhone(from: Random, area: keyof typeof prefixes): string {
  const last = String(from.int(10_000)).padStart(4, '0')
  return `${prefixes[area]} ${last.slice(0, 2)} ${last.slice(2)}`
}
