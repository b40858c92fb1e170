import { noise, whole } from './noise.ts'

/** A SIREN whose check digit is right, different for every index. */
export function siren(index: number): string {
  const eight = String(10_000_000 + ((index * 37) % 89_999_999))
  const sum = Array.from(eight).reduce((total, digit, place) => {
    const value = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${eight}${(10 - (sum % 10)) % 10}`
}

/** The French VAT number of a SIREN. */
export const vatNumber = (sirenText: string): string =>
  `FR${String((12 + 3 * (Number(sirenText) % 97)) % 97).padStart(2, '0')}${sirenText}`

/** A telephone number as people write it: grouped, bare or international; 1 in 200 too short, which makes its row yellow. */
export function phone(index: number, salt: number): string {
  const digits = String(whole(index, salt, 100_000_000)).padStart(8, '0')
  const area = 1 + whole(index, salt + 50, 5)
  const pairs = digits.replace(/(\d\d)(?=\d)/g, '$1 ')
  const style = noise(index, salt + 100)
  if (style < 0.005) return digits.slice(0, 4)
  if (style < 0.5) return `0${area} ${pairs}`
  return style < 0.8 ? `0${area}${digits}` : `+33 ${area} ${pairs}`
}

export const date = (index: number, salt: number): string => {
  const day = new Date(Date.UTC(2019, 0, 1 + whole(index, salt, 2600)))
  return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`
}

const two = (value: number) => String(value).padStart(2, '0')
