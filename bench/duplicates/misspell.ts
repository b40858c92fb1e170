import { noise, whole } from '../data/noise.ts'

const letters = 'abcdefghilmnoprstuv'

/** A word as somebody in a hurry types it: a letter left out, doubled, swapped with its neighbour or mistaken. */
export function misspell(text: string, index: number, salt: number): string {
  if (text.length < 4) return text
  const place = 1 + whole(index, salt, text.length - 2)
  const [before, letter, after] = [text.slice(0, place), text.charAt(place), text.slice(place + 1)]
  switch (whole(index, salt + 1, 4)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return before + after.charAt(0) + letter + after.slice(1)
    default:
      return before + letters.charAt(whole(index, salt + 2, letters.length)) + after
  }
}

/** The text, or in a share of the cases what `change` makes of it. */
export const perhaps = (
  text: string,
  share: number,
  [index, salt]: readonly [number, number],
  change: (text: string) => string,
): string => (noise(index, salt) < share ? change(text) : text)

export const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')
