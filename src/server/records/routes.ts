/** Companies and contacts: read, write one, and what happened to it. What each call may touch is settled by the engine. */
import { getAccess, saveAccess as saveContract } from '../../shared/contract/access.contract.ts'
import {
  addComment as commentContract,
  countRecords as countContract,
  createRecord,
  deleteRecord as deleteContract,
  getHistory as historyContract,
  getRecord as getContract,
  listRecords as listContract,
  suggestRecords as suggestContract,
  updateRecord,
  type ListEntity,
} from '../../shared/contract/record.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import type { Caller } from '../platform/auth/caller.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { auditSight } from './access/audit-sight.ts'
import { readAccess } from './access/read-access.ts'
import { saveAccess } from './access/save-access.ts'
import { deleteRecord } from './edit/delete-records.ts'
import { saveRecord } from './edit/save-record.ts'
import { addComment } from './events/add-event.ts'
import { countRecords } from './read/count-records.ts'
import { getHistory } from './read/get-history.ts'
import { getRecord } from './read/get-record.ts'
import { listRecords } from './read/list-records.ts'
import { suggestRecords } from './read/suggest-records.ts'

/** Whoever calls with an API key is a program. */
const sourceOf = ({ sessionHash }: Pick<Caller, 'sessionHash'>) => (sessionHash === null ? 'api' : 'form')

const demandSeeing = (actor: Actor, entity: ListEntity) => demandRight(actor, `${entity}.see`)

export const recordRoutes: readonly Implementation[] = [
  implement(listContract, async ({ pool, actor, params: { entity }, query }) => {
    demandSeeing(actor, entity)
    const columns = query.columns?.split(',').map((column) => column.trim())
    return listRecords(pool, actor, { entity, ...query, columns })
  }),

  implement(countContract, async ({ pool, actor, params: { entity }, query }) => {
    demandSeeing(actor, entity)
    return { total: await countRecords(pool, actor, { entity, ...query }) }
  }),

  implement(suggestContract, async ({ pool, actor, params: { entity }, query }) => {
    demandSeeing(actor, entity)
    return suggestRecords(pool, actor, entity, query.text)
  }),

  implement(getContract, async ({ pool, actor, params: { entity, id } }) => {
    demandSeeing(actor, entity)
    const record = await getRecord(pool, actor, entity, id)
    await auditSight(pool, actor, entity, id)
    return record
  }),

  implement(createRecord, ({ pool, actor, params, body }) =>
    saveRecord(pool, actor, { ...params, ...body, source: sourceOf(actor) }),
  ),

  implement(updateRecord, ({ pool, actor, params, body }) =>
    saveRecord(pool, actor, { ...params, ...body, source: sourceOf(actor) }),
  ),

  implement(deleteContract, ({ pool, actor, params, query }) =>
    deleteRecord(pool, actor, { ...params, version: query.version }),
  ),

  implement(historyContract, async ({ pool, actor, params: { entity, id }, query }) => {
    demandSeeing(actor, entity)
    return getHistory(pool, actor, { entity, id, ...query })
  }),

  implement(getAccess, async ({ pool, actor, params: { entity, id } }) => {
    demandSeeing(actor, entity)
    return readAccess(pool, actor, entity, id)
  }),

  implement(saveContract, ({ pool, actor, params, body }) => saveAccess(pool, actor, params, body)),

  implement(commentContract, ({ pool, actor, params, body }) => addComment(pool, actor, { ...params, ...body })),
]
