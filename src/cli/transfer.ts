import type { Command } from 'commander'
import { portfolioParts } from '../shared/contract/portfolio.contract.ts'
import type { Part } from '../server/portfolio/plan-transfer.ts'
import { previewTransfer, transferPortfolio } from '../server/portfolio/transfer-portfolio.ts'
import { demandRight } from '../server/platform/auth/actor.ts'
import { runWithoutJob } from '../server/platform/jobs/job-run.ts'
import { UsageError } from './explain.ts'
import { said } from './language.ts'
import { counted, wholeNumber, withActor } from './options.ts'
import { print, type OutputOptions } from './print.ts'
import { withProgress } from './progress-bar.ts'
import { findUser, withSession, type Session } from './with-session.ts'

type Options = OutputOptions & {
  as?: string
  from: string
  to: string
  parts?: string
  preview?: true
  confirm?: number
}

/** `rafale transfer`: what one user looks after is looked after by another. */
export function addTransfer(program: Command): void {
  withActor(program.command('transfer'))
    .description(
      said(
        'transférer le portefeuille d’un utilisateur à un autre, en un lot qui peut être annulé',
        'hand a user’s portfolio over to another, as one change set that can be undone',
      ),
    )
    .requiredOption('--from <email>', said('de qui', 'whose'))
    .requiredOption('--to <email>', said('à qui', 'to whom'))
    .option(
      '--parts <parts>',
      `${said('à quel titre :', 'as what:')} ${portfolioParts.join(',')} (${said('tous', 'default: all')})`,
    )
    .option('--preview', said('dire seulement ce qui arriverait', 'only say what would happen'))
    .option(
      '--confirm <records>',
      said('ne rien faire si ce n’est pas ce nombre de fiches', 'do nothing unless it is this number of records'),
      wholeNumber(0),
    )
    .action((options: Options) => withSession(options, (session) => transfer(session, options)))
}

async function transfer({ pool, actor }: Session, options: Options): Promise<void> {
  demandRight(actor, 'journal.validate')
  const [from, to] = [await findUser(pool, options.from), await findUser(pool, options.to)]
  const asked = { from, to, parts: partsOf(options.parts) }
  const { parts, records } = await previewTransfer(pool, actor, asked)
  const lines = [
    ...portfolioParts.map((part) => `${part}: ${parts[part].toLocaleString('en')}`),
    `${counted(records, 'record')} would change.`,
  ]
  if (options.preview) return print(options, { parts, records }, lines)
  const { changeSet = null } = await withProgress((bar) =>
    transferPortfolio(pool, { actor, ...runWithoutJob(bar.report) }, { ...asked, confirm: options.confirm ?? records }),
  )
  print(options, { parts, records, changeSet }, [
    changeSet === null
      ? 'Nothing to hand over.'
      : `${counted(records, 'record')} handed over by change set ${changeSet}. To take it back: rafale undo ${changeSet}`,
  ])
}

function partsOf(text: string | undefined): readonly Part[] {
  if (text === undefined) return portfolioParts
  return text.split(',').map((given) => {
    const part = portfolioParts.find((one) => one === given.trim())
    if (!part) throw new UsageError(`--parts takes ${portfolioParts.join(', ')}, parted by commas.`)
    return part
  })
}
