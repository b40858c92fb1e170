import type { CardsDialect } from '../../../../shared/contract/import-file.contract.ts'
import { RafaleError, type Language } from '../../../../shared/errors/rafale-error.ts'
import type { FilePreview } from '../preview-file.ts'
import { cardColumns } from './card-columns.ts'
import { cardRows, type CardRow } from './card-row.ts'
import { readCards, type Card } from './read-cards.ts'

/** The columns that at least one card of a file has something in, and how many cards there are. Throws 'file-no-rows'. */
export async function usedColumns(
  path: string,
  { encoding }: CardsDialect,
  options: { signal?: AbortSignal | undefined; onCard?: (row: CardRow, card: Card) => Promise<void> | void } = {},
): Promise<{ columns: typeof cardColumns; cards: number }> {
  const used = new Set<string>()
  let count = 0
  for await (const card of readCards(path, encoding, options)) {
    const rows = cardRows(card, encoding, ++count)
    if (rows[0]) await options.onCard?.(rows[0], card)
    for (const row of rows) for (const key of row.keys()) used.add(key)
  }
  if (count === 0 || used.size === 0) throw new RafaleError('file-no-rows')
  return { columns: cardColumns.filter(({ key }) => used.has(key)), cards: count }
}

/** The first cards of a file, as the rows they are imported as. */
export async function previewCards(
  path: string,
  { dialect, rows, language }: { dialect: CardsDialect; rows: number; language: Language },
): Promise<FilePreview> {
  const first: CardRow[] = []
  const onCard = (row: CardRow) => {
    if (first.length < rows) first.push(row)
  }
  const { columns } = await usedColumns(path, dialect, { onCard })
  return {
    dialect,
    headers: columns.map(({ header }) => header[language]),
    rows: first.map((row) => columns.map(({ key }) => row.get(key) ?? '')),
    rowNumbers: first.map((_, at) => at + 1),
    sheets: [],
    notes: [],
  }
}
