import { median } from '../measure/quantile.ts'
import type { Report } from '../measure/report.ts'
import type { FloorTimes, ImportTimes, Measured } from './measure-import.ts'

export const wholeOf = ({ store, stage, plan, apply }: ImportTimes): number => store + stage + plan + apply
const wholeFloorOf = ({ copy, write }: FloorTimes): number => copy + write

type Figures = { scenario: string; kind: 'create' | 'update'; rows: number; measured: Measured }

/** The lines of an import; a limit is the one set for files that update, shown beside creations as well. */
export function addImportFigures(report: Report, { scenario, kind, rows, measured }: Figures): void {
  const { ours, floors } = measured
  const of = (one: (times: ImportTimes) => number) => median(ours.map(one))
  const floorOf = (one: (times: FloorTimes) => number) => median(floors.map(one))
  const add = (what: string, figure: Omit<Parameters<Report['add']>[0], 'scenario' | 'what' | 'rows'>) =>
    report.add({ scenario, what: `${kind}: ${what}`, rows, ...figure })
  add('file kept in the database', { ours: of((one) => one.store) })
  add('staged / COPY', { ours: of((one) => one.stage), floor: floorOf((one) => one.copy), limit: 3, aim: 2 })
  add('planned / applied', { ours: of((one) => one.plan), floor: of((one) => one.apply), limit: 1 })
  add('applied / UPDATE + INSERT', { ours: of((one) => one.apply), floor: floorOf((one) => one.write), limit: 2.5 })
  add('file to done / floors', { ours: of(wholeOf), floor: floorOf(wholeFloorOf), limit: 3.5, aim: 2.5 })
  add('undone at once', { ours: measured.undo })
  if (kind === 'update') add('HOT updates of company', { ours: measured.hot * 100, unit: '%' })
  add('memory of Node', { ours: measured.peak / 2 ** 20, unit: 'MB', limit: 600 })
}
