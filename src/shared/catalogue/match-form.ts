import { foldBlanks } from './blanks.ts'

/** Text as keys and uniqueness compare it: trimmed, spaces folded, without case and accents. SQL twin: match_text(). */
export function matchText(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’‘]/g, "'")
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
  // A sigma at the end of a word is written differently; it is the same letter.
  return foldBlanks(bare).toLowerCase().replaceAll('ς', 'σ')
}
