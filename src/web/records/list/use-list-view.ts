import { useNavigate } from '@tanstack/react-router'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { SavedView, ViewSettings } from '../../../shared/contract/saved-view.contract.ts'
import { useDensity } from '../../preferences/use-density.ts'
import type { ListSearch } from '../list-search.ts'
import { listRoute } from '../record-paths.ts'
import type { useShownColumns } from './use-shown-columns.ts'

/** What a list shows now as a view says it, and how a view is put in its place. */
export function useListView(entity: ListEntity, search: ListSearch, columns: ReturnType<typeof useShownColumns>) {
  const navigate = useNavigate()
  const { density, setDensity } = useDensity()
  const settings: ViewSettings = {
    ...(search.q ? { search: search.q } : {}),
    ...(search.filter ? { filter: search.filter } : {}),
    ...(search.sort ? { sort: search.sort } : {}),
    ...(search.dir ? { direction: search.dir } : {}),
    columns: columns.columns,
    density,
  }
  const choose = (view: SavedView | undefined) => {
    if (view) columns.setColumns(view.settings.columns)
    else columns.reset()
    if (view?.settings.density) setDensity(view.settings.density)
    const { search: q, filter, sort, direction: dir } = view?.settings ?? {}
    void navigate({ to: listRoute(entity), search: view ? { q, filter, sort, dir, view: view.id } : {} })
  }
  return { settings, choose }
}
