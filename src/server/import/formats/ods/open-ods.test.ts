import { describe, expect, it } from 'vitest'
import { gatherSheet, withFile } from '../../../../../test/factories/read-rows.ts'
import { odsOf, odsRows, odsTable } from '../../../../../test/factories/workbook.ts'
import { withWorkbook } from '../workbook/open-workbook.ts'

const read = async (bytes: Promise<Uint8Array>, place = 0) =>
  withFile(await bytes, (path) => withWorkbook(path, 'ods', (workbook) => gatherSheet(workbook, place)))
const readRows = (rows: string) => read(odsOf(odsTable(rows)))
const cellsOf = async (cells: string) => (await readRows(`<table:table-row>${cells}</table:table-row>`)).rows[0] ?? []
const cell = (type: string, value: string, shown: string, more = '') =>
  `<table:table-cell office:value-type="${type}" ${value} ${more}><text:p>${shown}</text:p></table:table-cell>`

describe('cells', () => {
  it.each([
    [cell('string', '', 'Aprool'), 'Aprool'],
    [cell('float', 'office:value="1234.5"', '1 234,50'), '1234.5'],
    [cell('float', 'office:value="1000"', '01000'), '01000'],
    [cell('float', 'office:value="120359965"', '01 20 35 99 65'), '01 20 35 99 65'],
    [cell('float', 'office:value="0.5"', '0,5'), '0.5'],
    [cell('currency', 'office:value="12" office:currency="EUR"', '12,00 €'), '12'],
    [cell('percentage', 'office:value="0.25"', '25 %'), '0.25'],
    [cell('date', 'office:date-value="2026-02-01"', '01/02/26'), '2026-02-01'],
    [cell('date', 'office:date-value="2026-02-01T13:24:05"', '01/02/26'), '2026-02-01 13:24:05'],
    [cell('time', 'office:time-value="PT13H24M00S"', '13:24'), '13:24'],
    [cell('time', 'office:time-value="PT13H24M"', '13:24'), '13:24'],
    [cell('time', 'office:time-value="PT37H30M05S"', '37:30'), '37:30:05'],
    [cell('boolean', 'office:boolean-value="true"', 'VRAI'), 'true'],
    ['<table:table-cell office:value-type="string" office:string-value="seul"/>', 'seul'],
    ['<table:table-cell><text:p>sans type</text:p></table:table-cell>', 'sans type'],
  ])('%s', async (xml, text) => {
    expect(await cellsOf(xml)).toEqual([text])
  })

  it('reads spaces, tabs, line breaks and several paragraphs', async () => {
    const text =
      '<text:p>a<text:s/>b<text:s text:c="3"/>c<text:tab/>d<text:line-break/>e</text:p><text:p/><text:p><text:span>gras</text:span> <text:a>lien</text:a></text:p>'
    expect(await cellsOf(`<table:table-cell office:value-type="string">${text}</table:table-cell>`)).toEqual([
      'a b   c\td\ne\n\ngras lien',
    ])
    expect(
      await cellsOf(
        '<table:table-cell office:value-type="string"><text:p>plié\n    en deux</text:p></table:table-cell>',
      ),
    ).toEqual(['plié en deux'])
  })

  it('leaves out comments, notes and what lies in shapes', async () => {
    const inside =
      '<office:annotation><text:p>commentaire</text:p></office:annotation><text:p>valeur<text:note><text:p>note</text:p></text:note> sûre</text:p><draw:frame><draw:text-box><text:p>forme</text:p></draw:text-box></draw:frame>'
    expect(await cellsOf(`<table:table-cell office:value-type="string">${inside}</table:table-cell>`)).toEqual([
      'valeur sûre',
    ])
  })

  it('tells errors and formulas without result', async () => {
    const { faults } = await readRows(
      `<table:table-row>${cell('string', 'office:string-value=""', '#N/A', 'table:formula="of:=NA()" calcext:value-type="error"')}${cell('float', 'office:value="0"', 'Err:502', 'table:formula="of:=X()"')}<table:table-cell table:formula="of:=A1"/>${cell('string', '', '#N/A')}</table:table-row>`,
    )
    expect(faults).toEqual(['1:0 cell-error', '1:1 cell-error', '1:2 formula-not-computed'])
  })
})

describe('rows', () => {
  it('repeats rows and cells that say so, but not the blank ones', async () => {
    const { byNumber } = await readRows(
      '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>' +
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' +
        odsRows([['fin']]),
    )
    expect([...byNumber]).toEqual([
      [1, ['x', 'x']],
      [2, ['x', 'x']],
      [1_000_003, ['fin']],
    ])
  })

  it('knows covered cells, merges, groups, header rows and hidden rows', async () => {
    const { rows, merges, hidden } = await readRows(
      `<table:table-header-rows>${odsRows([['Code', 'Nom']])}</table:table-header-rows><table:table-row-group><table:table-row table:visibility="collapse"><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="2"><text:p>A</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table-row-group><table:table-row table:visibility="filter"><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>D</text:p></table:table-cell></table:table-row>`,
    )
    expect(rows).toEqual([
      ['Code', 'Nom'],
      ['A', '', 'C'],
      ['', '', 'D'],
    ])
    expect(merges).toEqual([{ row: 2, rows: 2, column: 0, columns: 2 }])
    expect(hidden).toEqual([2, 3])
  })
})

describe('workbooks', () => {
  it('tells sheets, hidden ones, and the one that was open; tables of links and changes are none', async () => {
    const bytes = await odsOf(
      `<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell><text:p>ancien</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>${odsTable(odsRows([['un']]), 'Un', 'table:style-name="cachée"')}${odsTable(odsRows([['deux']]), 'Deux & demi')}<table:dde-links><table:dde-link><table:table><table:table-row><table:table-cell/></table:table-row></table:table></table:dde-link></table:dde-links>`,
      {
        'settings.xml':
          '<x><config:config-item config:name="ActiveTable" config:type="string">Deux &amp; demi</config:config-item></x>'.replace(
            '&amp; demi',
            '&amp; demi',
          ),
      },
      '<style:style style:name="cachée" style:family="table"><style:table-properties table:display="false"/></style:style>',
    )
    await withFile(bytes, (path) =>
      withWorkbook(path, 'ods', async (workbook) => {
        expect(workbook.sheets).toEqual([
          { name: 'Un', isHidden: true },
          { name: 'Deux & demi', isHidden: false },
        ])
        expect(workbook.active).toBe(1)
        expect((await gatherSheet(workbook, 1)).rows).toEqual([['deux']])
      }),
    )
  })

  it('reads one without mimetype and manifest', async () => {
    expect(
      (await read(odsOf(odsTable(odsRows([['a', 'b']])), { mimetype: null, 'META-INF/manifest.xml': null }))).rows,
    ).toEqual([['a', 'b']])
  })

  it('refuses an encrypted one', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    await expect(read(odsOf('', { 'META-INF/manifest.xml': manifest }))).rejects.toMatchObject({
      code: 'file-encrypted',
    })
  })
})
