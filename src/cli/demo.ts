import type { Command } from 'commander'
import { loadDemo } from '../server/demo/load-demo.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { said } from './language.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { withSession } from './with-session.ts'

/** `rafale demo`: sample data, as one change set. */
export function addDemo(program: Command): void {
  withActor(program.command('demo'))
    .description(
      said(
        'ajouter des sociétés d’exemple, avec adresses et contacts ; toujours les mêmes',
        'add realistic French sample companies with addresses and contacts; the same ones every time',
      ),
    )
    .option('--companies <number>', 'how many companies', wholeNumber(1), 2000)
    .action(async (options: OutputOptions & { companies: number; as?: string }) => {
      const changeSet = await withSession(options, ({ pool, actor }) => {
        demandRight(actor, 'administration')
        return withProgress((bar) =>
          loadDemo(pool, actor, {
            companies: options.companies,
            onProgress: (share) => bar.report('sample data', share),
          }),
        )
      })
      print(options, { companies: options.companies, changeSet }, [
        `${counted(options.companies, 'company', 'companies')} added by change set ${changeSet}.`,
        `To take them away again: rafale undo ${changeSet}`,
      ])
    })
}
