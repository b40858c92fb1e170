import { z } from 'zod'
import { listNames } from '../catalogue/field.ts'
import { endpoint } from './endpoint.ts'

const label = z.object({ fr: z.string(), en: z.string() })

/** A list of the application, or the one of a custom field. */
const listName = z.union([z.enum(listNames), z.templateLiteral(['custom.', z.string()])])

export const listValue = z.object({
  id: z.int(),
  list: listName,
  code: z.string(),
  label,
  parentId: z.int().nullable(),
  /** Provinces only: ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  isArchived: z.boolean(),
})
export type ListValue = z.infer<typeof listValue>

export const getLists = endpoint({
  id: 'getLists',
  method: 'GET',
  path: '/api/v1/list-values',
  summary: 'Every list of values, in order; archived values last',
  right: 'signed-in',
  result: z.array(listValue),
})

export const addListValue = endpoint({
  id: 'addListValue',
  method: 'POST',
  path: '/api/v1/list-values',
  summary: 'Add a value to a list, on the spot (CO-3, CO-5)',
  right: 'list.add',
  body: z.object({
    list: listName,
    label: z.string().trim().min(1).max(200),
    code: z.string().trim().min(1).max(50).optional(),
    parentId: z.int().optional(),
    country: z.string().length(2).optional(),
  }),
  result: listValue,
  errors: ['list-value-exists'],
})

export const namedUser = z.object({ id: z.int(), name: z.string(), email: z.string(), isActive: z.boolean() })

export const getUsers = endpoint({
  id: 'getUsers',
  method: 'GET',
  path: '/api/v1/users',
  summary: 'The members of staff, to show and to pick',
  right: 'signed-in',
  result: z.array(namedUser),
})

export const billingEntity = z.object({ id: z.int(), code: z.string(), name: z.string(), isArchived: z.boolean() })
export type BillingEntity = z.infer<typeof billingEntity>

export const getBillingEntities = endpoint({
  id: 'getBillingEntities',
  method: 'GET',
  path: '/api/v1/billing-entities',
  summary: 'Our own legal entities; archived ones last',
  right: 'signed-in',
  result: z.array(billingEntity),
})

const entityCode = z.string().trim().min(1).max(50)
const entityName = z.string().trim().min(1).max(200)

export const addBillingEntity = endpoint({
  id: 'addBillingEntity',
  method: 'POST',
  path: '/api/v1/billing-entities',
  summary: 'Add a legal entity of ours',
  right: 'administration',
  body: z.object({ code: entityCode, name: entityName }),
  result: billingEntity,
  errors: ['value-not-available'],
})

export const changeBillingEntity = endpoint({
  id: 'changeBillingEntity',
  method: 'PATCH',
  path: '/api/v1/billing-entities/:id',
  summary: 'Change or archive a legal entity of ours; records keep an archived one',
  right: 'administration',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({ code: entityCode.optional(), name: entityName.optional(), isArchived: z.boolean().optional() }),
  result: billingEntity,
  errors: ['not-found', 'value-not-available'],
})
