import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/**
 * Trees of companies and their contacts (CO-7, CT-12): by account type, by sales region (nested), prospects by telemarketer,
 * leads by sales person, clients by account manager, one's own contacts by account type. Archived companies are in none.
 */
export const treeNames = ['accountType', 'salesRegion', 'prospects', 'leads', 'clients', 'mine'] as const
export type TreeName = (typeof treeNames)[number]

const params = z.object({ tree: z.enum(treeNames) })
/** Part of the name of a company or of a contact: what matches neither, and leads to nothing that does, is left out. */
const search = z.string().max(200).optional()

const group = z.object({
  /** Of the list value or user; 0 for companies without an account type, among one's own contacts. */
  id: z.int(),
  label: z.string(),
  /** The group it stands in, of a nested list. */
  parent: z.int().nullable(),
  /** Companies in it, and in the groups within it too. */
  own: z.int(),
  count: z.int(),
})
export type TreeGroup = z.infer<typeof group>

const node = z.object({
  id: z.int(),
  label: z.string(),
  /** A company: its code; a contact: the position. */
  hint: z.string().nullable(),
  isRestricted: z.boolean(),
  /** A company: contacts in it. */
  contacts: z.int(),
})
export type TreeNode = z.infer<typeof node>

const page = {
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  search,
}
const nodes = z.object({ nodes: z.array(node), next: z.string().nullable() })

export const getTree = endpoint({
  id: 'getTree',
  method: 'GET',
  path: '/api/v1/trees/:tree',
  summary: 'The groups of a tree at every level, with how many visible companies each holds',
  right: 'company.see',
  params,
  query: z.object({ search }),
  result: z.object({
    groups: z.array(group),
    /** Companies that are in no group, as they have no account type, region or person. */
    absent: z.int(),
  }),
})

export const listTreeCompanies = endpoint({
  id: 'listTreeCompanies',
  method: 'GET',
  path: '/api/v1/trees/:tree/groups/:group/companies',
  summary: 'Companies of one group by name, keyset-paged, each with how many contacts it has',
  right: 'company.see',
  params: params.extend({ group: z.coerce.number().int().min(0) }),
  query: z.object(page),
  result: nodes,
  errors: ['filter-invalid'],
})

export const listTreeContacts = endpoint({
  id: 'listTreeContacts',
  method: 'GET',
  path: '/api/v1/trees/:tree/companies/:company/contacts',
  summary: 'Contacts of one company of the tree by name, keyset-paged',
  right: 'contact.see',
  params: params.extend({ company: z.coerce.number().int().positive() }),
  query: z.object(page),
  result: nodes,
  errors: ['filter-invalid'],
})

export const setMyContacts = endpoint({
  id: 'setMyContacts',
  method: 'POST',
  path: '/api/v1/my-contacts',
  summary: 'Put contacts on one’s own list, or take them off it',
  right: 'contact.see',
  body: z.object({ contacts: z.array(z.int().positive()).min(1).max(10_000), isMine: z.boolean() }),
  result: z.object({ changed: z.int() }),
})
