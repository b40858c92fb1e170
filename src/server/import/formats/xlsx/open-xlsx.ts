/**
 * Workbooks of Excel since 2007 (XLSX, XLSM), read as streams: memory does not grow with their rows. The list of sheets
 * and the formats first; then the texts that cells share; then the rows of a sheet.
 */
import { isOversized } from '../cell-text.ts'
import { PreviewRows } from '../preview-rows.ts'
import type { RowSink } from '../row-sink.ts'
import type { MergedCells, ReadSheetOptions, Workbook } from '../workbook/workbook.ts'
import { abortable, readStart, readXml } from '../xml/read-xml.ts'
import type { Zip } from '../zip/open-zip.ts'
import { readStrings } from './read-strings.ts'
import { SharedStrings } from './shared-strings.ts'
import { SheetReader } from './sheet-reader.ts'
import { WantedStrings } from './wanted-strings.ts'
import { readStyles, readXlsxParts } from './xlsx-parts.ts'

/** The workbook of an archive that holds one. Throws 'file-damaged', 'file-no-sheet', 'file-unsafe', 'file-encrypted'. */
export async function openXlsx(zip: Zip): Promise<Workbook> {
  const parts = await readXlsxParts(zip)
  const formats = await readStyles(zip, parts.styles)
  let all: SharedStrings | undefined

  async function readSheet(place: number, sink: RowSink, options: ReadSheetOptions = {}): Promise<MergedCells[]> {
    const { part } = parts.sheets[place]!
    const packed = (parts.sharedStrings ? zip.packedSize(parts.sharedStrings) : 0) + zip.packedSize(part)
    let seen = 0
    const tell = (bytes: number) => options.onProgress?.(Math.min(1, (seen += bytes) / Math.max(1, packed)))
    const strings = async () =>
      (all ??= parts.sharedStrings
        ? await readAll(abortable(zip.chunks(parts.sharedStrings, tell), options.signal))
        : new SharedStrings())
    const reader = new SheetReader({ sink, strings: await strings(), formats, is1904: parts.is1904 })
    await readXml(abortable(zip.chunks(part, tell), options.signal), reader, options.afterRows)
    return reader.merges
  }

  async function previewSheet(place: number, rows: number): Promise<PreviewRows> {
    const { part } = parts.sheets[place]!
    const strings = new WantedStrings()
    const read = async () => {
      const sink = new PreviewRows(rows)
      const reader = new SheetReader({ sink, strings, formats, is1904: parts.is1904 })
      await readStart(zip.chunks(part), reader)
      return sink
    }
    await read()
    await strings.load(parts.sharedStrings ? zip.chunks(parts.sharedStrings) : none())
    return read()
  }

  return {
    sheets: parts.sheets,
    active: parts.active,
    readSheet,
    previewSheet,
    close: () => {
      all?.close()
      zip.close()
    },
  }
}

async function readAll(chunks: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const strings = new SharedStrings()
  try {
    await readStrings(chunks, (text) =>
      isOversized(text) ? strings.addOversized() : strings.add(text.bytes, text.length),
    )
    return strings
  } catch (error) {
    strings.close()
    throw error
  }
}

async function* none(): AsyncGenerator<Buffer> {
  yield Buffer.from('<sst/>')
}
