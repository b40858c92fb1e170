/**
 * Keys of 256 bits, in base64 or as 64 hexadecimal digits, apart by commas, blanks or lines; lines that begin with # say
 * nothing. Undefined when there is none, or something that is no key.
 */
export function parseKeys(text: string): Buffer[] | undefined {
  const words = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(/[\s,]+/))
    .filter((word) => word !== '')
  const keys = words.map((word) => (/^[0-9a-f]{64}$/i.test(word) ? Buffer.from(word, 'hex') : readBase64(word)))
  return keys.length > 0 && keys.every(({ length }) => length === 32) ? keys : undefined
}

const readBase64 = (word: string): Buffer =>
  /^[A-Za-z0-9_+/-]{43}=?$/.test(word)
    ? Buffer.from(word.replaceAll('+', '-').replaceAll('/', '_'), 'base64url')
    : Buffer.alloc(0)
