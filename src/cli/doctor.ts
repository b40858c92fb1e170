import type { Command } from 'commander'
import { examine } from '../server/records/doctor/examine.ts'
import { examineSecrets } from '../server/secrets/examine-secrets.ts'
import { withJson } from './options.ts'
import { said } from './language.ts'
import { print, table, type OutputOptions } from './print.ts'
import { withSession } from './with-session.ts'

/** `rafale doctor`: whether the base holds together; exits 1 when it does not. */
export function addDoctor(program: Command): void {
  withJson(program.command('doctor'))
    .description(
      said(
        'chercher ce qui ne tient pas : références perdues, recherche décalée, tables oubliées, secrets illisibles',
        'look for records that point nowhere, a search out of step, staging tables left over, secrets nobody can read',
      ),
    )
    .action((options: OutputOptions) =>
      withSession({}, async (session) => {
        const checks = [...(await examine(session.pool)), ...(await examineSecrets(session))]
        const faults = checks.filter(({ count }) => count > 0)
        print(options, { isWell: faults.length === 0, checks: checks.length, faults }, [
          ...(faults.length > 0
            ? table(
                ['what', 'how many', 'for example'],
                faults.map(({ check, count, sample }) => [check, count, sample.join(', ')]),
              )
            : [`All is well (${checks.length} checks).`]),
        ])
        if (faults.length > 0) process.exitCode = 1
      }),
    )
}
