import type { NumberFormat } from './number-format.ts'

/** The last serial number that is a day: 9999-12-31. */
const lastSerial = 2_958_466
const secondsPerDay = 86_400
/** Days from the start of the other calendar, which files of old Macs count by. */
const daysTo1904 = 1462

/**
 * A number of a spreadsheet as text that can be read in one way only: dates as `2026-02-01`, moments as
 * `2026-02-01 13:24:05`, times as `13:24`; other numbers with a decimal point and no exponent, zeros filled in where the
 * format does so. `raw` is the number as the file has it; what is none is given back as it is.
 */
export function numberText(raw: string, format: NumberFormat, is1904: boolean): string {
  const text = raw.trim()
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return text
  switch (format.kind) {
    case 'date':
      return dateText(value, format, is1904) ?? plainNumber(text, value)
    case 'duration':
      return value < 0 ? plainNumber(text, value) : durationText(value)
    case 'mask':
      return maskText(plainNumber(text, value), format.mask)
    default:
      return plainNumber(text, value)
  }
}

const pad = (part: number, length = 2): string => String(part).padStart(length, '0')

function dateText(value: number, { hasDate, hasTime }: { hasDate: boolean; hasTime: boolean }, is1904: boolean) {
  if (value < 0 || value >= lastSerial) return undefined
  let day = Math.floor(value)
  let seconds = Math.round((value - day) * secondsPerDay)
  if (seconds === secondsPerDay) [day, seconds] = [day + 1, 0]
  const time = timeOf(seconds)
  // A time of day alone, whatever the format adds to it: its day would be the last of 1899.
  if (!hasDate || (day === 0 && hasTime && !is1904)) return time
  const date = dayText(is1904 ? day + daysTo1904 : day)
  return hasTime && seconds > 0 ? `${date} ${time}` : date
}

const timeOf = (seconds: number): string => {
  const text = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}`
  return seconds % 60 === 0 ? text : `${text}:${pad(seconds % 60)}`
}

/** Days of this century and the two around it, once made: making them was a tenth of reading a workbook. */
const knownDays = new Map<number, string>()
const lastKnown = 120_000

function dayText(serial: number): string {
  const known = knownDays.get(serial)
  if (known !== undefined) return known
  const text = newDayText(serial)
  if (serial < lastKnown) knownDays.set(serial, text)
  return text
}

/** The day of a serial number. Spreadsheets count a 29 February 1900, which there was not: number 60. */
function newDayText(serial: number): string {
  if (serial === 60) return '1900-02-29'
  const days = serial < 60 ? serial + 1 : serial
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
}

const durationText = (value: number): string => timeOf(Math.round(value * secondsPerDay))

/**
 * Whole numbers keep every digit the file has. Others are rounded to the 15 digits that spreadsheets show: files hold
 * 1234.5600000000001 for 1234.56.
 */
function plainNumber(text: string, value: number): string {
  if (/^-?\d+$/.test(text)) return text.replace(/^(-?)0+(?=\d)/, '$1')
  const digits = text.replace(/e.*$/i, '').replace(/[^\d]/g, '').replace(/^0+/, '').length
  return withoutExponent(digits > 15 ? Number(value.toPrecision(15)) : value)
}

function withoutExponent(value: number): string {
  const text = String(value)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', first = '', rest = '', power = '0'] = parts
  const exponent = Number(power)
  if (exponent > 40 || exponent < -40) return text
  const digits = first + rest
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  return sign + digits.padEnd(exponent + 1, '0')
}

/** A whole number with its digits in the places of a mask, from the right; signs between places as the mask has them. */
function maskText(plain: string, mask: string): string {
  if (!/^\d+$/.test(plain)) return plain
  let left = plain
  let text = ''
  const firstPlace = mask.search(/[0#]/)
  for (let i = mask.length - 1; i >= 0; i--) {
    const place = mask.charAt(i)
    if (place !== '0' && place !== '#') {
      // A sign with no digit left of it is not shown.
      if (left !== '' || mask.slice(0, i).includes('0')) text = place + text
      continue
    }
    const digit = left === '' ? (place === '0' ? '0' : '') : left.slice(-1)
    left = left.slice(0, -1)
    text = digit + text
    if (i === firstPlace) text = left + text
  }
  return text.trim()
}
