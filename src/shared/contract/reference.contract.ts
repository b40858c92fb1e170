import { z } from 'zod'
import { entityNames, listNames } from '../catalogue/field.ts'
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

const valueParams = z.object({ id: z.coerce.number().int().positive() })
const valueLabel = z.string().trim().min(1).max(200)

export const changeListValue = endpoint({
  id: 'changeListValue',
  method: 'PATCH',
  path: '/api/v1/list-values/:id',
  summary: 'Change a value of a list: names, code, place in the tree, archived or not',
  right: 'list.edit',
  params: valueParams,
  body: z.object({
    label: z.object({ fr: valueLabel, en: valueLabel }).optional(),
    code: z.string().trim().min(1).max(50).optional(),
    parentId: z.int().nullable().optional(),
    isArchived: z.boolean().optional(),
  }),
  result: listValue,
  errors: ['not-found', 'list-value-exists', 'list-value-cycle'],
})

export const orderListValues = endpoint({
  id: 'orderListValues',
  method: 'POST',
  path: '/api/v1/list-values/order',
  summary: 'Put values of a list in an order',
  right: 'list.edit',
  body: z.object({ list: z.enum(listNames), ids: z.array(z.int()).max(5000) }),
  result: z.object({}),
})

export const previewListMerge = endpoint({
  id: 'previewListMerge',
  method: 'GET',
  path: '/api/v1/list-values/:id/merge',
  summary: 'How many records would change if a value gave way to another',
  right: 'list.edit',
  params: valueParams,
  query: z.object({ into: z.coerce.number().int().positive() }),
  result: z.object({
    holders: z.array(z.object({ entity: z.enum(entityNames), field: z.string(), records: z.int() })),
  }),
  errors: ['not-found', 'list-merge-unfit'],
})

export const mergeListValue = endpoint({
  id: 'mergeListValue',
  method: 'POST',
  path: '/api/v1/list-values/:id/merge',
  summary: 'Let a value give way to another in every record, by a change set that can be undone; it is archived',
  right: 'list.edit',
  params: valueParams,
  body: z.object({ into: z.int().positive() }),
  result: z.object({ job: z.int() }),
  errors: ['not-found', 'list-merge-unfit'],
})

/** Automatic numbers of companies (CO-5): a prefix and a number of at least so many digits. */
export const numbering = z.object({
  isOn: z.boolean(),
  prefix: z.string().trim().max(20),
  digits: z.int().min(1).max(12),
})
export type Numbering = z.infer<typeof numbering>
const numberingWithExample = numbering.extend({ example: z.string() })

export const getNumbering = endpoint({
  id: 'getNumbering',
  method: 'GET',
  path: '/api/v1/numbering',
  summary: 'The pattern of automatic company numbers',
  right: 'administration',
  result: numberingWithExample,
})

export const saveNumbering = endpoint({
  id: 'saveNumbering',
  method: 'PATCH',
  path: '/api/v1/numbering',
  summary: 'Change the pattern of automatic company numbers; numbers that were given stay',
  right: 'administration',
  body: numbering,
  result: numberingWithExample,
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
