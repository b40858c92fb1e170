/** Recurring imports (IM-18): sources, what lies in them, what their runs did. */
import * as contract from '../../../shared/contract/import-source.contract.ts'
import { implement, type Implementation } from '../../platform/http/implement.ts'
import { changeSource, createSource, deleteSource } from './change-source.ts'
import { findSource, listSources, presentSource } from './find-source.ts'
import { listRuns } from './list-runs.ts'
import { listFolders } from './places/folder-place.ts'
import { runNow } from './start-due.ts'
import { testSource } from './test-source.ts'

export const sourceRoutes: readonly Implementation[] = [
  implement(contract.listImportSources, async ({ pool, actor }) =>
    (await listSources(pool, actor)).map((source) => presentSource(source, actor.language)),
  ),

  implement(contract.createImportSource, async (call) =>
    presentSource(await createSource(call, call.actor, call.body), call.actor.language),
  ),

  implement(contract.getImportSource, async ({ pool, actor, params }) =>
    presentSource(await findSource(pool, actor, params.id), actor.language),
  ),

  implement(contract.changeImportSource, async (call) =>
    presentSource(await changeSource(call, call.actor, call.params.id, call.body), call.actor.language),
  ),

  implement(contract.deleteImportSource, async (call) => {
    await deleteSource(call, call.actor, call.params.id)
    return {}
  }),

  implement(contract.testImportSource, (call) => testSource(call, call.actor, call.params.id)),

  implement(contract.runImportSource, async (call) => {
    await runNow(call, call.actor, call.params.id)
    return presentSource(await findSource(call.pool, call.actor, call.params.id), call.actor.language)
  }),

  implement(contract.listImportSourceRuns, async ({ pool, actor, params, query }) => {
    await findSource(pool, actor, params.id)
    return listRuns(pool, params.id, { ...query, language: actor.language })
  }),

  implement(contract.listWatchFolders, async ({ config: { watchDir } }) => ({
    isSet: watchDir !== undefined,
    folders: watchDir === undefined ? [] : await listFolders(watchDir),
  })),
]
