/** The columns of a staging table that hold a file's cells: `['c1', … 'cN']`. */
export function stageColumns(columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => `c${index + 1}`)
}
