import type { CardsDialect } from '../../../../shared/contract/import-file.contract.ts'
import { isTargetOf, findTarget } from '../../../../shared/import/targets.ts'
import { storePicture } from '../../../platform/pictures/store-picture.ts'
import { createStageTable } from '../../csv/create-stage-table.ts'
import { CopyRows } from '../copy-rows.ts'
import { copyStream } from '../copy-stream.ts'
import type { StagedFile, StageFileOptions } from '../stage-file.ts'
import { cardPhoto } from './card-photo.ts'
import { cardRows, stampOf, type CardRow } from './card-row.ts'
import { usedColumns } from './preview-cards.ts'
import { readCards, type Card } from './read-cards.ts'

const cardsPerFlush = 500

/**
 * Every card of a file is a row of a new staging table, numbered from 1; what each column feeds is known. An address
 * beyond its first is a row of its own, numbered behind all cards.
 */
export async function stageCards(options: StageFileOptions<CardsDialect>): Promise<StagedFile> {
  const { client, path, table, dialect, signal, onProgress, fileSize, language, entity } = options
  const photos = { left: 0 }
  const { columns, cards } = await usedColumns(path, dialect, {
    signal,
    // Kept before the rows go out: the connection takes nothing else while they do.
    onCard: (row, card) => keepPhoto(options, photos, row, card),
  })
  await createStageTable({ client, table, columns: columns.length })
  const places = columns.map((_, at) => at)
  // Cards of several exports in one file: what happened since the first of them counts.
  let position: number | undefined
  let addressRows = 0
  const sink = new CopyRows({ headerRow: 0, columns: places, width: columns.length, rowOffset: 0 })
  await copyStream(client, { table, columns: columns.length }, sink, async (flush) => {
    let [bytes, number, further] = [0, 0, 0]
    const onBytes = (more: number) => onProgress?.(Math.min(1, (bytes += more) / Math.max(1, fileSize)))
    const write = (row: CardRow) =>
      columns.forEach(({ key }, column) => {
        const cell = Buffer.from(row.get(key) ?? '')
        if (cell.length > 0) sink.cell(column, cell, 0, cell.length)
      })
    for await (const card of readCards(path, dialect.encoding, { signal, onBytes })) {
      const stamp = stampOf(card)
      if (stamp !== undefined) position = Math.min(position ?? stamp, stamp)
      const [first = new Map<string, string>(), ...rest] = cardRows(card, dialect.encoding, ++number)
      sink.startRow(number, false)
      write(first)
      if (card.isTooLarge) sink.rowFault('record-too-large')
      else if (card.isCut) sink.rowFault('card-cut')
      sink.endRow()
      // A card that is refused takes its addresses with it.
      for (const row of card.isTooLarge ? [] : rest) {
        sink.startRow(cards + ++further, false)
        write(row)
        sink.endRow()
      }
      if (number % cardsPerFlush === 0) await flush()
    }
    addressRows = further
  })
  const idColumn = columns.findIndex(({ key }) => key === 'rafaleId')
  return {
    ...(position === undefined || idColumn < 0
      ? {}
      : { export: { position, idColumn, paths: columns.map(({ target }) => target) } }),
    headers: columns.map(({ header }) => header[language]),
    rows: sink.rows,
    faults: sink.faults,
    notes: [
      ...(addressRows > 0 ? [{ code: 'cards-of-addresses' as const, params: { count: addressRows } }] : []),
      ...(photos.left > 0 ? [{ code: 'cards-photos-left' as const, params: { count: photos.left } }] : []),
    ],
    guesses: columns.map(({ target: path }, column) => {
      const target = path === null ? undefined : findTarget(path)
      const isFed = target !== undefined && isTargetOf(entity, target)
      return { column, target: isFed ? target.path : null, confidence: isFed ? 'sure' : 'none' }
    }),
  }
}

/** The photo of a card is there to be put on its contact; one that is none, or unfit, is left out and counted. */
async function keepPhoto(
  { client, actor }: StageFileOptions,
  photos: { left: number },
  row: CardRow,
  card: Card,
): Promise<void> {
  const photo = cardPhoto(card)
  if (!photo) return
  if (row.has('photo')) await storePicture(client, actor, photo)
  else photos.left++
}
