/** Trees of companies and contacts, level by level, and each user's own contacts. */
import {
  getTree as treeContract,
  listTreeCompanies as companiesContract,
  listTreeContacts as contactsContract,
  setMyContacts as mineContract,
} from '../../shared/contract/tree.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { getTree, listTreeCompanies, listTreeContacts } from './read-tree.ts'
import { setMyContacts } from './set-my-contacts.ts'

export const treeRoutes: readonly Implementation[] = [
  implement(treeContract, ({ pool, actor, params, query }) => getTree(pool, actor, { ...params, ...query })),
  implement(companiesContract, ({ pool, actor, params: { tree, group }, query }) =>
    listTreeCompanies(pool, actor, group, { tree, ...query }),
  ),
  implement(contactsContract, ({ pool, actor, params: { tree, company }, query }) =>
    listTreeContacts(pool, actor, company, { tree, ...query }),
  ),
  implement(mineContract, ({ pool, actor, body }) => setMyContacts(pool, actor, body)),
]
