/** What forms and lists pick from: lists of values, users, our own legal entities. */
import {
  addBillingEntity,
  addListValue as addContract,
  changeBillingEntity,
  changeListValue as changeContract,
  getBillingEntities,
  getLists,
  getNumbering,
  getUsers,
  mergeListValue,
  orderListValues,
  previewListMerge,
  saveNumbering,
} from '../../shared/contract/reference.contract.ts'
import { rowsOf, sql } from '../platform/database/sql.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { addListValue } from './add-list-value.ts'
import { createBillingEntity, readBillingEntities, updateBillingEntity } from './billing-entities.ts'
import { changeListValue, orderValues } from './change-list-value.ts'
import { previewMerge, startMerge } from './merge-list-values.ts'
import { changeNumbering, numberingState } from './numbering.ts'
import { readLists } from './read-lists.ts'

export const referenceRoutes: readonly Implementation[] = [
  implement(getLists, ({ pool }) => readLists(pool)),

  implement(addContract, ({ pool, actor, body }) => addListValue(pool, actor, body)),

  implement(getUsers, ({ pool }) =>
    rowsOf<{ id: number; name: string; email: string; isActive: boolean }>(
      pool,
      sql`select id, name, email, is_active as "isActive" from app_user order by name collate "fr-x-icu", id`,
    ),
  ),

  implement(getBillingEntities, ({ pool }) => readBillingEntities(pool)),
  implement(addBillingEntity, ({ pool, actor, body }) => createBillingEntity(pool, actor, body)),
  implement(changeBillingEntity, ({ pool, actor, params, body }) => updateBillingEntity(pool, actor, params.id, body)),

  implement(changeContract, ({ pool, actor, params, body }) => changeListValue(pool, actor, params.id, body)),
  implement(orderListValues, ({ pool, actor, body }) => orderValues(pool, actor, body)),
  implement(previewListMerge, ({ pool, actor, params, query }) => previewMerge(pool, actor, params.id, query.into)),
  implement(mergeListValue, ({ pool, actor, params, body }) => startMerge(pool, actor, params.id, body.into)),

  implement(getNumbering, ({ pool }) => numberingState(pool)),
  implement(saveNumbering, ({ pool, actor, body }) => changeNumbering(pool, actor, body)),
]
