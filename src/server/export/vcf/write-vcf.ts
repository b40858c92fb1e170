import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { ExportColumn } from '../../../shared/export/export-columns.ts'
import type { SheetRow } from '../../platform/files/sheet.ts'
import { writeCard, type CardCells, type CardStyle } from './write-card.ts'

type Cards = {
  columns: readonly ExportColumn[]
  rows: AsyncIterable<readonly SheetRow[]>
  style: CardStyle
  /** Each contact is a file of its own in a zip. */
  isZipped: boolean
}

/** Contacts as cards: one file of all, or a zip of one file each. */
export function writeVcf({ columns, rows, style, isZipped }: Cards): Readable {
  const contacts = contactsOf(columns, rows)
  return isZipped ? zipped(contacts, style) : Readable.from(texts(contacts, style), { objectMode: false })
}

async function* texts(contacts: AsyncIterable<CardCells[]>, style: CardStyle): AsyncGenerator<string> {
  for await (const batch of contacts) yield batch.map((contact) => writeCard(contact, style)).join('')
}

/** The lines of one contact, which follow each other, as one. */
async function* contactsOf(columns: readonly ExportColumn[], rows: Cards['rows']): AsyncGenerator<CardCells[]> {
  const idAt = columns.findIndex(({ path }) => path === 'contact.rafaleId')
  let open: { id: string; cells: CardCells['cells']; addresses: CardCells['addresses'][number][] } | undefined
  for await (const batch of rows) {
    const done: CardCells[] = []
    for (const row of batch) {
      const id = row[idAt] ?? ''
      if (open?.id !== id) {
        if (open) done.push(open)
        open = { id, cells: cellsOf(columns, row, false), addresses: [] }
      }
      const address = cellsOf(columns, row, true)
      if (address['address.rafaleId']) open.addresses.push(address)
    }
    yield done
  }
  if (open) yield [open]
}

const cellsOf = (columns: readonly ExportColumn[], row: SheetRow, isAddress: boolean): Record<string, string | null> =>
  Object.fromEntries(
    columns.flatMap(({ path, entity }, index) =>
      (entity === 'address') === isAddress ? [[path, row[index] ?? null] as const] : [],
    ),
  )

/** More files than this are no longer a thing to hand over, and yazl looks through all of them for each. */
export const maxZippedCards = 100_000

/** Files are added as the zip takes them: one at a time, so that memory holds none but its directory. */
function zipped(contacts: AsyncIterable<CardCells[]>, style: CardStyle): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const fill = async () => {
    let count = 0
    for await (const batch of contacts) {
      for (const contact of batch) {
        const card = Buffer.from(writeCard(contact, style))
        zip.addBuffer(card, fileName(contact, ++count), { compressionLevel: 1, forceDosTimestamp: true })
        if (output.destroyed) return
        if (count % 100 === 0) await drained(output)
      }
    }
    zip.end()
  }
  fill().catch((error: Error) => output.destroy(error))
  return output
}

/** Once what was written was read, as far as a stream's buffer goes. */
async function drained(output: Readable): Promise<void> {
  while (!output.destroyed && output.readableLength > output.readableHighWaterMark) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** `BLOU Hélène 3.vcf`: the name as far as file systems take it, and a number that makes it one of a kind. */
function fileName({ cells }: CardCells, count: number): string {
  const name = [cells['contact.lastName'], cells['contact.firstName']].filter(Boolean).join(' ') || 'contact'
  return `${name
    .replace(/[\p{Cc}<>:"/\\|?*.]/gu, ' ')
    .trim()
    .slice(0, 60)} ${count}.vcf`
}
