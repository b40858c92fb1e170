import { RafaleError } from '../../../../shared/errors/rafale-error.ts'

const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of XML with the five named entities and character references as what they stand for; any other one is refused. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{1,10}));?/g, (whole, decimal, hex, name) => {
    if (name !== undefined) {
      const character = known[name as string]
      if (character === undefined) throw new RafaleError('file-unsafe')
      return character
    }
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code > 0x10ffff || code === 0 ? '\uFFFD' : whole.endsWith(';') ? String.fromCodePoint(code) : whole
  })
}
