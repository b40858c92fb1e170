export type OutputOptions = { json?: boolean }

/** A result on standard output: one JSON document, or lines for people. */
export function print({ json }: OutputOptions, result: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : lines.map((line) => `${line}\n`).join(''))
}

/** Lines of columns of equal width, the header first. */
export function table(header: readonly string[], rows: readonly (readonly unknown[])[]): string[] {
  const texts = [header, ...rows.map((row) => row.map((cell) => String(cell ?? '')))]
  const widths = header.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
  return texts.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
