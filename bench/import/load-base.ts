import { join } from 'node:path'
import type { Layout } from '../data/layouts.ts'
import { writeCreateFile } from '../data/write-file.ts'
import type { Bench } from '../measure/bench.ts'
import { prepareEmpty, settle } from './empty-base.ts'
import * as phases from './phases.ts'

/** The name of the base of a layout and size. */
export const baseOf = (layout: Layout, rows: number): string => `base_${layout.name}_${rows}`

/** The base is there: as the import scenario left it, or loaded now by an import that is not measured; its name. */
export async function loadBase(bench: Bench, layout: Layout, rows: number): Promise<string> {
  const { server, report } = bench
  const base = baseOf(layout, rows)
  if (await server.exists(base)) return base
  report.note(`\nLoading ${rows} ${layout.name}`)
  const file = await writeCreateFile({ path: join(server.directory, `${layout.name}.csv`), layout, rows })
  await prepareEmpty(bench)
  await server.clone('empty', base)
  await server.withDatabase(base, async (pool) => {
    const importId = await phases.store(pool, file)
    await phases.stage(pool, file, importId)
    await phases.map(pool, file, importId)
    await phases.plan(pool, importId)
    const { counts } = await phases.apply(pool, importId)
    report.check(`${base}: companies`, counts.company?.create, rows)
  })
  await settle(bench, base)
  return base
}
