import { appendFile } from 'node:fs/promises'
import type { Bench } from './bench.ts'
import type { LoggedStatement } from './statement-log.ts'

const shownAtLeast = 20

/** The statements of the last run, slowest first; with `--plans`, in full with their plans in that file. */
export async function printStatements({ statements, options, report }: Bench, title: string): Promise<void> {
  const logged = (statements?.statements ?? []).filter(({ phase }) => phase !== '')
  const slowest = [...logged].sort((a, b) => b.milliseconds - a.milliseconds)
  report.note(`\n  Statements, ${title}`)
  for (const phase of new Set(logged.map((one) => one.phase)))
    report.note(`  ${phase.padEnd(8)}${sumOf(logged, phase)} ms`)
  for (const { phase, milliseconds, times, text } of summed(logged)) {
    if (milliseconds < shownAtLeast) break
    const often = times === 1 ? '' : `${times} × `
    report.note(
      `  ${String(Math.round(milliseconds)).padStart(8)} ms  ${phase.padEnd(6)} ${often}${oneLine(text).slice(0, 200)}`,
    )
  }
  if (options.plans) await appendFile(options.plans, slowest.map((one) => inFull(title, one)).join('\n'))
}

/** Statements of one text together, the most time first. */
function summed(logged: readonly LoggedStatement[]) {
  const byText = new Map<string, { phase: string; text: string; milliseconds: number; times: number }>()
  for (const { phase, text, milliseconds } of logged) {
    const sum = byText.get(`${phase} ${text}`) ?? { phase, text, milliseconds: 0, times: 0 }
    byText.set(`${phase} ${text}`, { ...sum, milliseconds: sum.milliseconds + milliseconds, times: sum.times + 1 })
  }
  return [...byText.values()].sort((a, b) => b.milliseconds - a.milliseconds)
}

const sumOf = (logged: readonly LoggedStatement[], phase: string) =>
  Math.round(logged.reduce((sum, one) => sum + (one.phase === phase ? one.milliseconds : 0), 0))

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const inFull = (title: string, { phase, milliseconds, text, plan }: LoggedStatement) =>
  `-- ${title}, ${phase}: ${Math.round(milliseconds)} ms\n${text.trim()}\n${plan === undefined ? '' : `/*\n${plan}\n*/\n`}`
