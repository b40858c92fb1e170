/**
 * Bulk update journals, for whoever prepares or validates them. The steps: header, targeting, preview, validation (a job
 * writes), result; undo is that of the change set.
 */
import * as contract from '../../shared/contract/journal.contract.ts'
import * as rules from '../../shared/contract/journal-rules.contract.ts'
import * as targeting from '../../shared/contract/journal-targeting.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { addTargets } from './add-targets.ts'
import { submitJournal, unscheduleJournal, withdrawJournal } from './approve-journal.ts'
import { readJournalRules, setJournalRules } from './journal-rules.ts'
import { createJournal, deleteJournal, duplicateJournal, updateJournal } from './change-journal.ts'
import { copyTargets, getClipboard, pasteTargets } from './clipboard.ts'
import { findJournal, listJournals, showJournal } from './find-journal.ts'
import { getJournalResult } from './journal-result.ts'
import { listPreviewRows } from './list-preview-rows.ts'
import { findTargets, listTargets } from './list-targets.ts'
import { previewJournal } from './preview-journal.ts'
import { removeTargets } from './remove-targets.ts'
import { startValidation } from './validate-journal.ts'

export const journalRoutes: readonly Implementation[] = [
  implement(contract.listJournals, ({ pool, actor, query }) => listJournals(pool, actor, query)),

  implement(contract.createJournal, ({ pool, actor, body }) => createJournal(pool, actor, body)),

  implement(contract.getJournal, ({ pool, actor, params }) => showJournal(pool, actor, params.number)),

  implement(contract.updateJournal, ({ pool, actor, params, body }) => updateJournal(pool, actor, params.number, body)),

  implement(contract.deleteJournal, async ({ pool, actor, params }) => {
    await deleteJournal(pool, actor, params.number)
    return {}
  }),

  implement(contract.duplicateJournal, ({ pool, actor, params, body }) =>
    duplicateJournal(pool, actor, params.number, body.withTargets ?? true),
  ),

  implement(targeting.addTargets, ({ pool, actor, params, body }) => addTargets(pool, actor, params.number, body)),

  implement(targeting.removeTargets, ({ pool, actor, params, body }) =>
    removeTargets(pool, actor, params.number, body),
  ),

  implement(targeting.listTargets, async ({ pool, actor, params, query }) =>
    listTargets(pool, actor, await findJournal(pool, actor, params.number), query),
  ),

  implement(targeting.findTargets, async ({ pool, actor, params, query }) => ({
    ids: await findTargets(pool, actor, await findJournal(pool, actor, params.number), query.ids),
  })),

  implement(targeting.getClipboard, async ({ pool, actor }) => ({ clipboard: await getClipboard(pool, actor) })),

  implement(targeting.copyTargets, ({ pool, actor, params }) => copyTargets(pool, actor, params.number)),

  implement(targeting.pasteTargets, ({ pool, actor, params }) => pasteTargets(pool, actor, params.number)),

  implement(contract.previewJournal, ({ pool, actor, params }) => previewJournal(pool, actor, params.number)),

  implement(contract.listPreviewRows, async ({ pool, actor, params, query }) =>
    listPreviewRows(pool, actor, await findJournal(pool, actor, params.number), query),
  ),

  implement(contract.validateJournal, ({ pool, actor, params, body }) =>
    startValidation(pool, actor, params.number, body),
  ),

  implement(contract.submitJournal, ({ pool, actor, params }) => submitJournal(pool, actor, params.number)),

  implement(contract.withdrawJournal, ({ pool, actor, params, body }) =>
    withdrawJournal(pool, actor, params.number, body.note),
  ),

  implement(contract.unscheduleJournal, ({ pool, actor, params }) => unscheduleJournal(pool, actor, params.number)),

  implement(rules.getJournalRules, ({ pool }) => readJournalRules(pool)),

  implement(rules.setJournalRules, ({ pool, actor, body }) => setJournalRules(pool, actor, body)),

  implement(contract.getJournalResult, async ({ pool, actor, params }) =>
    getJournalResult(pool, actor, await findJournal(pool, actor, params.number)),
  ),
]
