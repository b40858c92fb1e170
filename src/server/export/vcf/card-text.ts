/** A vCard's content lines: escaped, folded, ended as RFC 2426 and 6350 have them. */
export type CardLine = { name: string; parameters?: Record<string, string | undefined>; value: string }

/** Text inside a value: commas, semicolons, backslashes and line ends are escaped. */
export const cardText = (text: string | null | undefined): string =>
  (text ?? '').replace(/[\\,;]/g, (letter) => `\\${letter}`).replace(/\r?\n/g, String.raw`\n`)

/** Components parted by semicolons, those at the end that are empty too: each has its place. */
export const cardParts = (parts: readonly (string | null | undefined)[]): string => parts.map(cardText).join(';')

/** At most 75 bytes a line, no letter cut in two. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line
  // A photo: a hundred thousand letters, each of one byte.
  if (line.length > 5000 && Buffer.byteLength(line) === line.length)
    return (line.match(/.{1,74}/gs) ?? []).join('\r\n ')
  const lines: string[] = []
  let piece = ''
  let bytes = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > 74) {
      lines.push(piece)
      piece = ''
      bytes = 0
    }
    piece += letter
    bytes += size
  }
  return [...lines, piece].join('\r\n ')
}

export function cardLine({ name, parameters = {}, value }: CardLine): string {
  const given = Object.entries(parameters).flatMap(([key, text]) => (text === undefined ? [] : [`;${key}=${text}`]))
  return `${folded(`${name}${given.join('')}:${value}`)}\r\n`
}
