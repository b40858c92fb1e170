import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListName } from '../../shared/catalogue/field.ts'
import { getBillingEntities, getLists, getUsers, type ListValue } from '../../shared/contract/reference.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'

export type Lookups = {
  listValues: ReadonlyMap<number, ListValue>
  users: ReadonlyMap<number, { id: number; name: string; isActive: boolean }>
  billingEntities: ReadonlyMap<number, { id: number; name: string }>
  /** The values of a list in their order. */
  valuesOf: (list: ListName) => ListValue[]
  isReady: boolean
}

const rarely = 5 * 60_000
const byId = <T extends { id: number }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]))

/** List values, users and billing entities by id: what the ids in values stand for. */
export function useLookups(): Lookups {
  const lists = useQuery({ queryKey: queryKeys.lists, queryFn: () => call(getLists), staleTime: rarely })
  const users = useQuery({ queryKey: queryKeys.users, queryFn: () => call(getUsers), staleTime: rarely })
  const entities = useQuery({
    queryKey: queryKeys.billingEntities,
    queryFn: () => call(getBillingEntities),
    staleTime: rarely,
  })
  return useMemo(
    () => ({
      listValues: byId(lists.data ?? []),
      users: byId(users.data ?? []),
      billingEntities: byId(entities.data ?? []),
      valuesOf: (list) => (lists.data ?? []).filter((value) => value.list === list),
      isReady: lists.isSuccess && users.isSuccess && entities.isSuccess,
    }),
    [lists.data, users.data, entities.data, lists.isSuccess, users.isSuccess, entities.isSuccess],
  )
}
