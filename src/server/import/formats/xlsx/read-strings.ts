import { CellText } from '../cell-text.ts'
import { readXml } from '../xml/read-xml.ts'
import { nameCode, token, type XmlScanner } from '../xml/xml-scanner.ts'
import { decodeEscapes } from './decode-escapes.ts'

const n = { si: nameCode('si'), t: nameCode('t'), rPh: nameCode('rPh') }

/**
 * The texts of a part of shared strings go to `add` in order, the runs of one joined, phonetic ones left out; until
 * `add` returns false. A text larger than a cell may be comes with `isTooLarge`.
 */
export async function readStrings(
  chunks: AsyncIterable<Buffer>,
  add: (text: CellText) => boolean | void,
): Promise<void> {
  const text = new CellText()
  let isInText = false
  let phonetic = 0
  await readXml(chunks, {
    read(scanner: XmlScanner, kind: number) {
      if (kind === token.text) {
        if (!isInText) return
        if (scanner.hasEntities) text.appendText(scanner.text())
        else text.append(scanner.bytes, scanner.start, scanner.end)
      } else if (kind === token.open) {
        if (scanner.name === n.si) {
          text.clear()
          phonetic = 0
          if (scanner.isEmpty) return add(text)
        } else if (scanner.name === n.t) isInText = !scanner.isEmpty && phonetic === 0
        else if (scanner.name === n.rPh && !scanner.isEmpty) phonetic++
      } else if (scanner.name === n.t) isInText = false
      else if (scanner.name === n.rPh) phonetic--
      else if (scanner.name === n.si) {
        if (holdsEscape(text)) text.setText(decodeEscapes(text.toString()))
        return add(text)
      }
    },
  })
}

const holdsEscape = ({ bytes, length }: CellText): boolean => {
  for (let i = 0; i + 6 < length; i++) if (bytes[i] === 95 && bytes[i + 1] === 120) return true
  return false
}
