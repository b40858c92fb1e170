import type { WorkbookDialect } from '../../../../shared/contract/import-file.contract.ts'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { maxColumns } from '../../csv/csv-dialect.ts'
import { createStageTable } from '../../csv/create-stage-table.ts'
import { RowFaults } from '../../csv/row-faults.ts'
import { CopyRows } from '../copy-rows.ts'
import { copyStream } from '../copy-stream.ts'
import type { StoredNote } from '../preview-file.ts'
import type { StagedFile, StageFileOptions } from '../stage-file.ts'
import { rowsPerSheet } from '../sheet-rows.ts'
import { fillMergedCells } from './fill-merged-cells.ts'
import { joinSheets } from './join-sheets.ts'
import { withWorkbook } from './open-workbook.ts'
import { placeOfSheet, previewSheet, type SheetPreview } from './preview-workbook.ts'
import type { MergedCells } from './workbook.ts'

/**
 * The rows of the chosen sheets, one sheet after another, in a new staging table whose columns are those of all. Rows
 * of the second sheet and further are numbered apart, as `sheet-rows` tells. Throws 'file-no-rows'.
 */
export function stageWorkbook(options: StageFileOptions<WorkbookDialect>): Promise<StagedFile> {
  const { client, table, dialect } = options
  return withWorkbook(options.path, dialect.format, async (workbook) => {
    const sheets: SheetPreview[] = []
    for (const { name, headerRow } of dialect.sheets) {
      sheets.push(await previewSheet(workbook, placeOfSheet(workbook, name), { headerRow }))
    }
    const joined = joinSheets(sheets, options)
    const width = joined.headers.length
    if (width > maxColumns) throw new RafaleError('file-too-many-columns', { count: width, limit: maxColumns })
    await createStageTable({ client, table, columns: width })
    const faults = new RowFaults()
    let [rows, hiddenRows, merges] = [0, 0, 0]
    for (const [at, sheet] of sheets.entries()) {
      const columns = joined.columns[at] ?? []
      const { headerRow } = sheet
      const sink = new CopyRows({ headerRow, columns, width, rowOffset: at * rowsPerSheet }, faults)
      let mergedCells: MergedCells[] = []
      await copyStream(client, { table, columns: width }, sink, async (flush) => {
        const merged = await workbook.readSheet(sheet.place, sink, {
          signal: options.signal,
          afterRows: flush,
          onProgress: (share) => options.onProgress?.((at + share) / sheets.length),
        })
        mergedCells = merged.filter(({ row }) => row > headerRow)
      })
      merges += await fillMergedCells(client, { table, merges: mergedCells, columns, rowOffset: at * rowsPerSheet })
      rows += sink.rows
      hiddenRows += sink.hiddenRows
    }
    if (rows === 0) throw new RafaleError('file-no-rows')
    const notes = notesOf(sheets, { hiddenRows, merges, links: joined.links })
    return { headers: joined.headers, rows, faults, notes, guesses: joined.guesses }
  })
}

type Noticed = { hiddenRows: number; merges: number; links: string[] }

function notesOf(sheets: readonly SheetPreview[], { hiddenRows, merges, links }: Noticed): StoredNote[] {
  const hidden = sheets.filter(({ isHidden }) => isHidden)
  const names = sheets.map(({ name }) => name).join(', ')
  return [
    ...hidden.map(({ name }) => ({ code: 'sheet-is-hidden' as const, params: { sheet: name } })),
    ...(sheets.length > 1
      ? [{ code: 'sheets-joined' as const, params: { sheets: names, columns: links.join(', ') || '–' } }]
      : []),
    ...(hiddenRows > 0 ? [{ code: 'rows-hidden' as const, params: { count: hiddenRows } }] : []),
    ...(merges > 0 ? [{ code: 'merged-cells-filled' as const, params: { count: merges } }] : []),
  ]
}
