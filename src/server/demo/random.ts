/** A stream of numbers that is the same for the same seed, everywhere. */
export type Random = {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** A whole number from 0 up to, but not including, `below`. */
  int(below: number): number
  /** True this often. */
  chance(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** A number whose logarithm is spread about that of the median: most near it, a few far above. */
  around(median: number, spread: number): number
}

/** The stream of a seed and a place: streams of neighbouring places have nothing in common. */
export function random(seed: number, place: number): Random {
  let state = mix(mix(seed ^ 0x9e3779b9) + place)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    return (mix(state) >>> 0) / 4_294_967_296
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (items) => items[int(items.length)]!,
    // Four uniform numbers are near enough to a normal one.
    around: (median, spread) => median * Math.exp(spread * (next() + next() + next() + next() - 2) * Math.sqrt(3)),
  }
}

/** Chooses items as often as their weights say. */
export function weighted<T>(items: readonly T[], weightOf: (item: T) => number): (from: Random) => T {
  let total = 0
  const ends = items.map((item) => (total += weightOf(item)))
  return (from) => {
    const at = from.next() * total
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! > at) high = middle
      else low = middle + 1
    }
    return items[low]!
  }
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
