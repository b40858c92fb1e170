import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { filter, listEntity } from './record.contract.ts'

/** Saved views of a list (CO-8): what it searches, filters, sorts by and shows; one's own, or shared with everybody. */
export const viewSettings = z.object({
  search: z.string().max(200).optional(),
  filter: filter.optional(),
  sort: z.string().max(60).optional(),
  direction: z.enum(['asc', 'desc']).optional(),
  /** Field paths in their order, with the width of those that were sized, in pixels. */
  columns: z
    .array(z.object({ path: z.string().max(100), width: z.int().min(40).max(1200).optional() }))
    .min(1)
    .max(200),
  density: z.enum(['comfortable', 'compact']).optional(),
})
export type ViewSettings = z.infer<typeof viewSettings>

const head = { name: z.string().trim().min(1).max(80), isShared: z.boolean(), settings: viewSettings }

export const savedView = z.object({
  id: z.int(),
  entity: listEntity,
  ...head,
  owner: z.string(),
  /** Whether one may change and delete it: one's own, and shared ones for an administrator. */
  isMine: z.boolean(),
})
export type SavedView = z.infer<typeof savedView>

const params = z.object({ id: z.coerce.number().int().positive() })

export const listViews = endpoint({
  id: 'listViews',
  method: 'GET',
  path: '/api/v1/views',
  summary: 'One’s own views of a list and those shared with everybody, by name',
  right: 'signed-in',
  query: z.object({ entity: listEntity }),
  result: z.array(savedView),
})

export const createView = endpoint({
  id: 'createView',
  method: 'POST',
  path: '/api/v1/views',
  summary: 'Save a view of a list under a name',
  right: 'signed-in',
  body: z.object({ entity: listEntity, ...head }),
  result: savedView,
  errors: ['view-name-taken', 'field-unknown', 'filter-invalid'],
})

export const updateView = endpoint({
  id: 'updateView',
  method: 'PATCH',
  path: '/api/v1/views/:id',
  summary: 'Rename a view, share it or not, or save what the list shows now under it',
  right: 'signed-in',
  params,
  body: z.object({
    name: head.name.optional(),
    isShared: head.isShared.optional(),
    settings: head.settings.optional(),
  }),
  result: savedView,
  errors: ['not-found', 'view-name-taken', 'field-unknown', 'filter-invalid'],
})

export const deleteView = endpoint({
  id: 'deleteView',
  method: 'DELETE',
  path: '/api/v1/views/:id',
  summary: 'Delete a view',
  right: 'signed-in',
  params,
  result: z.object({}),
  errors: ['not-found'],
})
