import { Skeleton } from '@mantine/core'
import { IconBinaryTree2, IconFileImport, IconInfoCircle, IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListEntity, ListRow } from '../../../shared/contract/record.contract.ts'
import { DataGrid } from '../../design/DataGrid.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { ExportButton } from '../../exports/ExportButton.tsx'
import { UpdateFieldButton } from '../../journals/UpdateFieldButton.tsx'
import { useCan } from '../../session/use-session.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { FilterBar } from '../filters/FilterBar.tsx'
import { listSearch, type ListSearch } from '../list-search.ts'
import { listRoute, newRoute, recordRoute } from '../record-paths.ts'
import { ColumnPicker } from './ColumnPicker.tsx'
import { DensityButton } from './DensityButton.tsx'
import { ListEmpty } from './ListEmpty.tsx'
import { MassActionMenu } from './MassActionMenu.tsx'
import { namingField, recordColumns } from './record-columns.tsx'
import { cardColumns, RecordCard } from './RecordCard.tsx'
import { rowMenuColumns } from './RowMenu.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { useListView } from './use-list-view.ts'
import { useRecordPages, useTotal } from './use-record-pages.ts'
import { useSelection } from './use-selection.ts'
import { useShownColumns } from './use-shown-columns.ts'
import { ViewMenu } from './ViewMenu.tsx'
import classes from './RecordList.module.css'
import { LinkButton } from '../../design/LinkButton.tsx'

/** Companies or contacts: searched, filtered, sorted, selected; all of it in the address but the selection. */
export function RecordListPage({ entity }: { entity: ListEntity }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const can = useCan()
  const search = listSearch.parse(useSearch({ strict: false }))
  const columnChoice = useShownColumns(entity)
  const { shown, setPaths, setWidth, reset } = columnChoice
  const view = useListView(entity, search, columnChoice)
  const asked = [...new Set([...shown.map(({ path }) => path), ...cardColumns(entity), ...rowMenuColumns(entity)])]
  const { pages, rows, references, loadMore, isUnsorted } = useRecordPages({ entity, search, columns: asked })
  const total = useTotal(entity, search)
  const meaning = JSON.stringify([search.q, search.filter])
  const { selected, count, grid, clear, selectAllMatching } = useSelection(rows, total, meaning)

  const setSearch = (change: Partial<ListSearch>) =>
    void navigate({ to: listRoute(entity), search: { ...search, ...change }, replace: true })
  const open = (row: ListRow) => void navigate({ to: recordRoute(entity), params: { id: String(row.id) } })
  const sort = { key: search.sort ?? namingField[entity], direction: search.dir ?? ('asc' as const) }
  const columns = useMemo(
    () =>
      recordColumns(shown, {
        entity,
        language,
        references,
        restrictedLabel: t('list.restricted'),
        actionsLabel: t('list.mass.menu'),
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- `shown` is new at each render, its paths are not
    [JSON.stringify(shown.map(({ path, width }) => [path, width])), entity, language, references, t],
  )
  const exported = { entity, search, shown: shown.map(({ path }) => path) }
  const isNarrowed = Boolean(search.q) || Boolean(search.filter)
  const clearAll = () => setSearch({ q: undefined, filter: undefined })
  const firstOnly = selected.kind === 'some' && count === 1 ? rows.find((row) => grid.isSelected(row)) : undefined

  return (
    <>
      <PageHeader
        title={t(`list.${entity}.title`)}
        aside={
          <span aria-live="polite">
            {total === undefined ? <Skeleton width={90} height={12} /> : t(`list.${entity}.total`, { count: total })}
          </span>
        }
        actions={
          <>
            {entity === 'company' ? (
              <LinkButton
                to="/companies/tree"
                variant="default"
                className={classes['onlyWide']}
                leftSection={<IconBinaryTree2 size={16} stroke={1.7} />}
              >
                {t('trees.title')}
              </LinkButton>
            ) : null}
            {can('import.run') ? (
              <LinkButton
                to="/imports/new"
                search={entity === 'company' ? {} : { entity }}
                variant="default"
                className={classes['onlyWide']}
                leftSection={<IconFileImport size={16} stroke={1.7} />}
              >
                {t('list.import')}
              </LinkButton>
            ) : null}
            <ExportButton
              exported={{ ...exported, selected: undefined, count: total }}
              className={classes['onlyWide']}
            />
            {can(`${entity}.edit`) ? (
              <LinkButton
                to={newRoute(entity)}
                variant={total === 0 && !isNarrowed ? 'default' : 'filled'}
                leftSection={<IconPlus size={16} stroke={2} />}
              >
                {t(`list.${entity}.new`)}
              </LinkButton>
            ) : null}
          </>
        }
      >
        <div className={classes['toolbar']}>
          <ViewMenu entity={entity} settings={view.settings} current={search.view} onChoose={view.choose} />
          <SearchBox
            value={search.q ?? ''}
            placeholder={t(`list.${entity}.search`)}
            onSearch={(q) => setSearch({ q: q.trim() || undefined })}
          />
          <FilterBar entity={entity} filter={search.filter} onChange={(filter) => setSearch({ filter })} />
          <span className={classes['spacer']} />
          <DensityButton className={classes['onlyWide']} />
          <ColumnPicker entity={entity} shown={shown} onChange={setPaths} onReset={reset} />
        </div>
        <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
      </PageHeader>
      {isUnsorted ? (
        <div className={classes['note']}>
          <IconInfoCircle size={15} aria-hidden />
          {t('list.unsorted')}
        </div>
      ) : null}
      <div className={classes['stage']}>
        <DataGrid
          label={t(`list.${entity}.title`)}
          columns={columns}
          rowCount={pages.isPending ? 40 : rows.length + (pages.hasNextPage ? 12 : 0)}
          rowAt={(index) => rows[index]}
          keyOf={(row) => row.id}
          nameOf={(row) => t('list.selectRow', { label: String(row.values[namingField[entity]] ?? row.id) })}
          renderCard={(row) => <RecordCard entity={entity} row={row} references={references} />}
          cardHeight={64}
          onOpen={open}
          onNearEnd={loadMore}
          sort={isUnsorted ? undefined : sort}
          onSort={(key) =>
            setSearch({ sort: key, dir: sort.key === key && sort.direction === 'asc' ? 'desc' : undefined })
          }
          selection={grid}
          onResize={setWidth}
          resetKey={`${meaning}${sort.key}${sort.direction}`}
          empty={<ListEmpty entity={entity} isNarrowed={isNarrowed} onClear={clearAll} />}
        />
        <SelectionBar
          entity={entity}
          count={count}
          total={total}
          isAllMatching={selected.kind === 'all-matching'}
          onOpen={firstOnly ? () => open(firstOnly) : undefined}
          onSelectAllMatching={selectAllMatching}
          onClear={clear}
        >
          <ExportButton exported={{ ...exported, selected, count }} size="compact-sm" />
          <UpdateFieldButton entity={entity} selected={selected} search={search} />
          <MassActionMenu entity={entity} selected={selected} search={search} onDone={clear} />
        </SelectionBar>
      </div>
    </>
  )
}
