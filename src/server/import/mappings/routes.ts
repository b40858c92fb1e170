/** The mapping step beside the mapping itself: saved mappings, values of a column, the test of the keys. */
import * as contract from '../../../shared/contract/import-mapping.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { implement, type Implementation } from '../../platform/http/implement.ts'
import { useMapping } from '../change-import.ts'
import { findImport, presentImport } from '../find-import.ts'
import { listColumnValues } from './column-values.ts'
import { changeMapping, deleteMapping, findMapping, listMappings, saveMapping } from './saved-mappings.ts'
import { testKeys } from './test-keys.ts'

export const mappingRoutes: readonly Implementation[] = [
  implement(contract.listMappings, ({ pool, actor, query }) => listMappings(pool, actor, query.entity)),

  implement(contract.saveMapping, async ({ pool, actor, params, body }) =>
    saveMapping(pool, actor, await findImport(pool, actor, params.id), body),
  ),

  implement(contract.useMapping, async ({ pool, actor, params, body }) => {
    const run = await findImport(pool, actor, params.id)
    const saved = await findMapping(pool, actor, { entity: run.entity, id: body.mapping })
    if (!saved) throw new RafaleError('not-found')
    await useMapping(pool, actor, run, saved)
    return presentImport(pool, actor, await findImport(pool, actor, params.id))
  }),

  implement(contract.changeMapping, ({ pool, actor, params, body }) => changeMapping(pool, actor, params.id, body)),

  implement(contract.deleteMapping, async ({ pool, actor, params }) => {
    await deleteMapping(pool, actor, params.id)
    return {}
  }),

  implement(contract.listColumnValues, async ({ pool, actor, params }) =>
    listColumnValues(pool, actor, await findImport(pool, actor, params.id), params.column),
  ),

  implement(contract.testKeys, async ({ pool, actor, params }) =>
    testKeys(pool, actor, await findImport(pool, actor, params.id)),
  ),
]
