/** Field locks (FC-4), for administrators: which fields a role, through a source, may not change on existing records. */
import * as contract from '../../shared/contract/field-lock.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { lockedFields } from '../records/field-locks.ts'
import { readFieldLocks, setFieldLocks } from './set-field-locks.ts'

export const fieldLockRoutes: readonly Implementation[] = [
  implement(contract.getFieldLocks, ({ pool }) => readFieldLocks(pool)),
  implement(contract.setFieldLocks, ({ pool, actor, body }) => setFieldLocks(pool, actor, body.locks)),
  implement(contract.getLockedFields, async ({ pool, actor }) => [...(await lockedFields(pool, actor, 'form'))]),
]
