/**
 * French typography for texts written with plain spaces: a no-break space before ":" and inside « », a narrow one
 * before ; ! ? and %, a curly apostrophe.
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([;!?%])/g, '\u202f$1')
    .replace(/ :/g, '\u00a0:')
    .replace(/« /g, '«\u00a0')
    .replace(/ »/g, '\u00a0»')
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
}
