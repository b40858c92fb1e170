import {
  addCustomField,
  changeCustomField,
  getCustomFields,
  orderCustomFields,
} from '../../shared/contract/custom-field.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { createCustomField, orderFields, updateCustomField } from './change-custom-fields.ts'
import { readCustomFields } from './read-custom-fields.ts'

export const customFieldRoutes: readonly Implementation[] = [
  implement(getCustomFields, ({ pool }) => readCustomFields(pool)),
  implement(addCustomField, ({ pool, actor, body }) => createCustomField(pool, actor, body)),
  implement(changeCustomField, ({ pool, actor, params, body }) => updateCustomField(pool, actor, params.id, body)),
  implement(orderCustomFields, async ({ pool, actor, body }) => {
    await orderFields(pool, actor, body.ids)
    return readCustomFields(pool)
  }),
]
