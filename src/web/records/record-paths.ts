import type { ListEntity } from '../../shared/contract/record.contract.ts'

/** The route of a record's page; its `id` goes into the parameters. */
export const recordRoute = (entity: ListEntity) =>
  entity === 'company' ? ('/companies/$id' as const) : ('/contacts/$id' as const)

/** The route of the list. */
export const listRoute = (entity: ListEntity) =>
  entity === 'company' ? ('/companies' as const) : ('/contacts' as const)

/** The route of the form that creates one. */
export const newRoute = (entity: ListEntity) =>
  entity === 'company' ? ('/companies/new' as const) : ('/contacts/new' as const)
