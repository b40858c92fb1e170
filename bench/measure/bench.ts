import type { Options } from '../options.ts'
import type { BenchServer } from './bench-server.ts'
import type { Report } from './report.ts'
import type { StatementLog } from './statement-log.ts'

/** What every scenario works with. */
export type Bench = {
  server: BenchServer
  report: Report
  options: Options
  /** Of our side, when its statements are asked for. */
  statements?: StatementLog
}
