/** How a spreadsheet shows the numbers of a cell, as far as it says what they are. */
export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'date'; hasDate: boolean; hasTime: boolean }
  /** A length of time that may exceed a day: `[h]:mm`. */
  | { kind: 'duration' }
  /** Digits in places, zeros in front and signs between: `00000`, `0#" "##" "##" "##" "##`. */
  | { kind: 'mask'; mask: string }

export const plainFormat: NumberFormat = { kind: 'plain' }
const dateFormat: NumberFormat = { kind: 'date', hasDate: true, hasTime: false }
const timeFormat: NumberFormat = { kind: 'date', hasDate: false, hasTime: true }
const momentFormat: NumberFormat = { kind: 'date', hasDate: true, hasTime: true }
const durationFormat: NumberFormat = { kind: 'duration' }

/** The formats that files refer to by number alone; 27 to 58 are dates of East Asian versions. */
export function builtInFormat(id: number): NumberFormat {
  if (id === 22) return momentFormat
  if (id >= 18 && id <= 21) return timeFormat
  if (id === 45 || id === 47) return timeFormat
  if (id === 46) return durationFormat
  const isDate = (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)
  if (isDate) return dateFormat
  return id >= 32 && id <= 35 ? timeFormat : plainFormat
}

/** What a format code makes of numbers. Only its first section counts: the one for positive numbers. */
export function readFormat(code: string): NumberFormat {
  const section = firstSection(code)
  if (/\[(h+|m+|s+)\]/i.test(section)) return durationFormat
  // Literal text, colours, currencies and conditions say nothing, and may hold letters.
  const bare = section
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./gs, '')
    .replace(/\[[^\]]*\]/g, '')
  if (/^\s*(general|standard)/i.test(bare)) return plainFormat
  const withoutPlaces = bare.replace(/am\/pm|a\/p/gi, 'h').replace(/e[+-]/gi, '')
  const hasTime = /[hs]/i.test(withoutPlaces)
  const hasDate = /[dy]/i.test(withoutPlaces) || (!hasTime && /m/i.test(withoutPlaces))
  if (hasDate || hasTime) return { kind: 'date', hasDate, hasTime }
  // A point that is not literal parts decimals.
  const mask = bare.includes('.') ? undefined : maskOf(section)
  return mask === undefined ? plainFormat : { kind: 'mask', mask }
}

/** The code up to the first semicolon that is not quoted. */
function firstSection(code: string): string {
  let isQuoted = false
  for (let i = 0; i < code.length; i++) {
    const letter = code[i]
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === '\\' && !isQuoted) i++
    else if (letter === ';' && !isQuoted) return code.slice(0, i)
  }
  return code
}

/**
 * A format of digit places alone as `0`, `#` and the signs between them, when it says more than the number itself: it
 * fills with zeros. Undefined for any other.
 */
function maskOf(section: string): string | undefined {
  const mask = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_./gs, '')
    .replace(/\*./gs, '')
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\\(.)/gs, '$1')
  return /^[0#][0#\s()./\u00a0\u202f-]*$/.test(mask) && /0.*[0#]/.test(mask) ? mask : undefined
}
