/** Exported workbooks in which somebody typed into one cell. */
import yauzl from 'yauzl'
import { columnName, escapeXml, zipOf } from './workbook.ts'

/** `row` 1 is that of the headers; a header may carry the stamp of an export. A number is typed as one. */
export type TypedCell = { row: number; header: string; value: string | number }

const parts = { xlsx: 'xl/worksheets/sheet1.xml', ods: 'content.xml' }

/** The workbook with that cell, all other bytes of its parts as they were. */
export async function editedWorkbook(format: 'xlsx' | 'ods', bytes: Buffer, cell: TypedCell): Promise<Buffer> {
  const files = await unzip(bytes)
  const part = parts[format]
  const xml = files[part]?.toString() ?? ''
  return zipOf({ ...files, [part]: format === 'xlsx' ? editedSheet(xml, cell) : editedTable(xml, cell) })
}

async function unzip(bytes: Buffer): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {}
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry)
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    files[entry.fileName] = Buffer.concat(chunks)
  }
  return files
}

const isHeader = (text: string, header: string) =>
  text === escapeXml(header) || text.startsWith(`${escapeXml(header)} (export `)

function editedSheet(xml: string, { row, header, value }: TypedCell): string {
  const cells = (of: string) => [...of.matchAll(/<c r="([A-Z]+)\d+".*?<\/c>/gs)]
  const rowOf = (number: number) => new RegExp(`(<row r="${number}">)(.*?)(</row>)`, 's')
  const titles = cells(rowOf(1).exec(xml)?.[2] ?? '')
  const column = titles.findIndex(([cell]) => isHeader(/<(?:t|v)>(.*?)<\/(?:t|v)>/s.exec(cell)?.[1] ?? '', header))
  if (column < 0) throw new Error(`No column ${header}`)
  const name = columnName(column)
  const place = `${name}${row}`
  const typed =
    typeof value === 'number'
      ? `<c r="${place}"><v>${value}</v></c>`
      : value === ''
        ? ''
        : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`
  const order = titles.map(([, title]) => title)
  return xml.replace(rowOf(row), (_, open: string, inner: string, close: string) => {
    const others = cells(inner).flatMap(([cell, of]) => (of === name ? [] : [{ at: order.indexOf(of), cell }]))
    const all = [...others, { at: column, cell: typed }].toSorted((one, other) => one.at - other.at)
    return `${open}${all.map(({ cell }) => cell).join('')}${close}`
  })
}

function editedTable(xml: string, { row, header, value }: TypedCell): string {
  const cells = (of: string) =>
    [...of.matchAll(/<table:table-cell[^>]*?(?:\/>|>.*?<\/table:table-cell>)/gs)].flatMap(([cell]) => {
      const count = Number(/number-columns-repeated="(\d+)"/.exec(cell)?.[1] ?? 1)
      return Array.from({ length: count }, () => (count > 1 ? '<table:table-cell/>' : cell))
    })
  const rows = [...xml.matchAll(/<table:table-row>(.*?)<\/table:table-row>/gs)]
  const column = cells(rows[0]?.[1] ?? '').findIndex((cell) =>
    isHeader(/<text:p>(.*?)<\/text:p>/s.exec(cell)?.[1] ?? '', header),
  )
  const [whole = '', inner = ''] = rows[row - 1] ?? []
  if (column < 0 || whole === '') throw new Error(`No column ${header}, or no row ${row}`)
  const typed =
    typeof value === 'number'
      ? `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${String(value).replace('.', ',')}</text:p></table:table-cell>`
      : value === ''
        ? '<table:table-cell/>'
        : `<table:table-cell office:value-type="string"><text:p>${escapeXml(value)}</text:p></table:table-cell>`
  const edited = cells(inner).with(column, typed).join('')
  const at = rows[row - 1]?.index ?? 0
  return `${xml.slice(0, at)}<table:table-row>${edited}</table:table-row>${xml.slice(at + whole.length)}`
}
