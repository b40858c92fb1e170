/** Whether a text of digits satisfies the Luhn check (ISO/IEC 7812-1). */
export function isLuhnValid(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Fourteen digits: Luhn, or for La Poste (SIREN 356000000) a digit sum that is a multiple of 5. */
export function isSiretValid(value: string): boolean {
  if (!/^\d{14}$/.test(value)) return false
  if (isLuhnValid(value)) return true
  if (!value.startsWith('356000000')) return false
  return Array.from(value).reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
}
