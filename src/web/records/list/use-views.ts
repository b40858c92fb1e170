import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import {
  createView,
  deleteView,
  listViews,
  updateView,
  type SavedView,
  type ViewSettings,
} from '../../../shared/contract/saved-view.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { notifyDone, notifyProblem } from '../../design/notify.tsx'

export type ViewHead = { name: string; isShared: boolean }

/** The saved views of a list, and what is done with them. */
export function useViews(entity: ListEntity) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const queryKey = queryKeys.views(entity)
  const views = useQuery({ queryKey, queryFn: ({ signal }) => call(listViews, { query: { entity }, signal }) })
  const refresh = () => client.invalidateQueries({ queryKey })
  const onSaved = async ({ name }: SavedView) => {
    await refresh()
    notifyDone({ message: t('list.views.saved', { name }) })
  }
  const create = useMutation({
    mutationFn: (given: ViewHead & { settings: ViewSettings }) => call(createView, { body: { entity, ...given } }),
    onSuccess: onSaved,
  })
  const update = useMutation({
    mutationFn: ({ id, ...body }: { id: number } & Partial<ViewHead> & { settings?: ViewSettings }) =>
      call(updateView, { params: { id }, body }),
    onSuccess: onSaved,
  })
  const remove = useMutation({
    mutationFn: ({ id }: SavedView) => call(deleteView, { params: { id } }),
    onSuccess: async (_, { name }) => {
      await refresh()
      notifyDone({ message: t('list.views.deleted', { name }) })
    },
    onError: notifyProblem,
  })
  return { views: views.data ?? [], create, update, remove }
}
