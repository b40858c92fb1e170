import { describe, expect, it } from 'vitest'
import { detectDialect } from './detect-dialect.ts'
import { guessHeaderRow } from './guess-header-row.ts'

const dialectOf = (text: string) => {
  const { delimiter, columns, isCertain, records } = detectDialect(Buffer.from(text), true)
  return { delimiter, columns, isCertain, header: guessHeaderRow(records, columns) }
}

describe('the delimiter', () => {
  it.each([',', ';', '\t', '|'])('%j is found', (delimiter) => {
    const text = 'Code#Nom#Ville\n1#Dupont#Paris\n2#Martin#Lyon\n'.replaceAll('#', delimiter)
    expect(dialectOf(text)).toMatchObject({ delimiter, columns: 3, isCertain: true })
  })

  it('is not the decimal comma of every row', () => {
    expect(dialectOf('Nom;Montant\nDupont;1,50\nMartin;2,75\nRoux;3,10\n')).toMatchObject({ delimiter: ';' })
    expect(dialectOf('Nom;Montant;Solde\nA;1,50;2,5\nB;2,75;1,5\n')).toMatchObject({ delimiter: ';', columns: 3 })
  })

  it('inside quotes does not count', () => {
    expect(dialectOf('a,b\n"x;y;z;t","u;v"\n"x;y;z;t","u;v"\n')).toMatchObject({ delimiter: ',', columns: 2 })
  })

  it('is the one of a first line sep=', () => {
    expect(dialectOf('sep=|\na;b|c\nd;e|f\n')).toMatchObject({ delimiter: '|', columns: 2, isCertain: true })
  })

  it('survives a preamble and ragged rows', () => {
    expect(dialectOf('Export, du 3 mars, de Paul\n\na;b;c\n1;2;3\n4;5\n6;7;8\n')).toMatchObject({
      delimiter: ';',
      columns: 3,
    })
  })

  it('is uncertain when there is but one column', () => {
    expect(dialectOf('Nom\nDupont\nMartin\n')).toMatchObject({ columns: 1, isCertain: false })
  })

  it('does not depend on a last record cut off by the end of the sample', () => {
    expect(detectDialect(Buffer.from('a;b\nc;d\ne;"f\n'), false).records).toHaveLength(2)
  })

  it('is found though the first quote is never closed', () => {
    expect(detectDialect(Buffer.from('"a;b\nc;d\ne;f\n'), false)).toMatchObject({ delimiter: ';' })
  })
})

describe('the header', () => {
  it.each([
    ['is the first row', 'Code;Nom;Ville\n1;Dupont;Paris\n', 1],
    [
      'comes after a preamble',
      'Liste des clients\nÉditée le;03/03/2025\n\nCode;Nom;Ville;Pays\n1;Dupont;Paris;FR\n2;Martin;Lyon;FR\n',
      4,
    ],
    [
      'comes after a preamble padded by a spreadsheet',
      'Liste des clients;;;\n;;;\nCode;Nom;Ville;Pays\n1;Dupont;Paris;FR\n',
      3,
    ],
    ['may be shorter than the rows', 'Code;Nom\n1;Dupont;x\n2;Martin;y\n', 1],
    ['may hold blank titles', 'Code;Nom;;Ville\n1;Dupont;M.;Paris\n', 1],
  ])('%s', (_, text, row) => {
    expect(dialectOf(text).header).toEqual({ row, isCertain: true })
  })

  it('is uncertain when the first row is numbers', () => {
    expect(dialectOf('1;2;3\n4;5;6\n').header).toEqual({ row: 1, isCertain: false })
  })
})
