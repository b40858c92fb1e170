import { useQuery } from '@tanstack/react-query'
import { listAccounts } from '../../../shared/contract/account.contract.ts'
import { listRoles } from '../../../shared/contract/role.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** Every account of staff. */
export const useAccounts = () =>
  useQuery({ queryKey: queryKeys.accounts, queryFn: ({ signal }) => call(listAccounts, { signal }) })

/** Every role with its rights. */
export const useRoles = () =>
  useQuery({ queryKey: queryKeys.roles, queryFn: ({ signal }) => call(listRoles, { signal }) })
