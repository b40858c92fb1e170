/** A number from 0 to 1, always the same for an index and a salt: rows are generated without state, in any order. */
export function noise(index: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

export const pick = <T>(items: readonly T[], index: number, salt: number): T =>
  items[Math.floor(noise(index, salt) * items.length)] as T

/** The first items far more often than the last, as with towns and trades. */
export const pickSkewed = <T>(items: readonly T[], index: number, salt: number): T =>
  items[Math.floor(noise(index, salt) ** 2 * items.length)] as T

export const whole = (index: number, salt: number, below: number): number => Math.floor(noise(index, salt) * below)
