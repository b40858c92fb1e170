/** One line of the table: what was measured, beside what it is measured against. */
export type Figure = {
  scenario: string
  what: string
  /** Records or rows of files. */
  rows: number
  ours: number
  floor?: number | undefined
  limit?: number | undefined
  aim?: number | undefined
  /** Of `ours`, `floor`: seconds unless said. */
  unit?: 's' | 'ms' | 'MB' | '%' | 's/M rows'
  /** Of readings: the 95th percentile beside the medians above. */
  p95?: { ours: number; floor: number }
}

/** Collects figures and the outcomes of checks; prints each as it comes. */
export class Report {
  readonly figures: Figure[] = []
  readonly failures: string[] = []

  add(figure: Figure): void {
    this.figures.push(figure)
    process.stdout.write(`${lineOf(figure)}\n`)
  }

  head(title: string, last = 'rows/s'): void {
    process.stdout.write(`\n${title}\n${cells(['', 'ours', 'floor', '', 'ratio', 'limit (aim)', last])}\n`)
  }

  note(text: string): void {
    process.stdout.write(`${text}\n`)
  }

  /** A result that must hold: the bench fails at its end when one did not. */
  check(what: string, found: unknown, expected: unknown): void {
    if (JSON.stringify(found) === JSON.stringify(expected)) return
    const failure = `${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`
    this.failures.push(failure)
    process.stdout.write(`  FAILED ${failure}\n`)
  }
}

const widths = [50, 9, 9, 9, 8, 13, 15] as const
const cells = (texts: readonly string[]) =>
  texts.map((text, index) => (index === 0 ? text.padEnd(widths[0]) : text.padStart(widths[index] ?? 10))).join('')

/** Ours over its floor; a share or a value without floor is looked at itself. */
export function ratioOf({ ours, floor }: Figure): number | undefined {
  return floor === undefined ? undefined : ours / floor
}

function lineOf(figure: Figure): string {
  const { what, ours, floor, limit, aim } = figure
  const unit = figure.unit ?? 's'
  const ratio = ratioOf(figure)
  const measured = ratio ?? ours
  const allowed =
    limit === undefined ? '' : `${limit}${aim === undefined ? '' : ` (${aim})`}${measured > limit ? ' !' : ''}`
  return cells([
    `  ${what}`,
    shown(ours),
    floor === undefined ? '' : shown(floor),
    unit,
    ratio === undefined ? '' : ratio.toFixed(2),
    allowed,
    rateOf(figure),
  ])
}

function rateOf({ unit = 's', ours, rows, p95 }: Figure): string {
  if (p95) return `${shown(p95.ours)} / ${shown(p95.floor)}`
  return unit === 's' && ours > 0 ? Math.round(rows / ours).toLocaleString('en') : ''
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2))
