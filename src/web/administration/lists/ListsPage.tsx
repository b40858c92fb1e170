import { Button, Select, Switch } from '@mantine/core'
import { IconListDetails, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listNames } from '../../../shared/catalogue/field.ts'
import {
  changeListValue,
  getLists,
  orderListValues,
  type ListValue,
} from '../../../shared/contract/reference.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'
import { MergeDialog } from './MergeDialog.tsx'
import { ValueDialog } from './ValueDialog.tsx'
import { ValueLine } from './ValueLine.tsx'
import { treeOf } from './tree-of.ts'

const stale = [queryKeys.lists]

/** Lists of values, the organisation chart and provinces: named, ordered, nested, archived, merged. */
export function ListsPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ from: '/administration/lists' })
  const [areArchivedShown, setArchivedShown] = useState(false)
  const [edited, setEdited] = useState<ListValue | 'new'>()
  const [merged, setMerged] = useState<ListValue>()
  const lists = useQuery({ queryKey: queryKeys.lists, queryFn: ({ signal }) => call(getLists, { signal }) })
  const list = search.list ?? 'accountType'
  const all = (lists.data ?? []).filter((value) => value.list === list)
  const countries = [...new Set(all.map(({ country }) => country).filter((country) => country !== null))].sort()
  const country = list === 'province' ? (search.country ?? countries[0] ?? 'FR') : null
  const ofCountry = all.filter((value) => country === null || value.country === country)
  const shown = treeOf(ofCountry.filter(({ isArchived }) => areArchivedShown || !isArchived))
  const show = (change: typeof search) =>
    void navigate({ to: '/administration/lists', search: { list, ...change }, replace: true })

  const archive = useAct(
    ({ id, isArchived }: ListValue) => call(changeListValue, { params: { id }, body: { isArchived: !isArchived } }),
    { stale, said: ({ label }) => t('administration.lists.saved', { name: label[language] }) },
  )
  const order = useAct((ids: number[]) => call(orderListValues, { body: { list, ids } }), { stale })
  const names = new Intl.DisplayNames([language], { type: 'region' })

  return (
    <>
      <PageHeader
        title={t('administration.section.lists')}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t('administration.lists.add')}
          </Button>
        }
      >
        <div className={classes['toolbar']}>
          <Select
            label={t('administration.lists.list')}
            allowDeselect={false}
            searchable
            value={list}
            data={listNames.map((value) => ({ value, label: t(`administration.lists.names.${value}`) }))}
            onChange={(value) => show({ list: listNames.find((name) => name === value) })}
          />
          {country === null ? null : (
            <Select
              label={t('administration.lists.country')}
              allowDeselect={false}
              searchable
              value={country}
              data={countries.map((value) => ({ value, label: names.of(value) ?? value }))}
              onChange={(value) => show({ country: value ?? undefined })}
            />
          )}
          <Switch
            label={t('administration.lists.archivedToo')}
            checked={areArchivedShown}
            onChange={(event) => setArchivedShown(event.currentTarget.checked)}
          />
        </div>
      </PageHeader>
      <PageBody width="narrow">
        <p className={classes['text']}>{t('administration.lists.text')}</p>
        <ProblemBanner problem={lists.error} onRetry={() => void lists.refetch()} />
        {lists.isPending ? <SkeletonLines count={8} height={20} /> : null}
        {lists.data && shown.length === 0 ? (
          <EmptyState icon={IconListDetails} title={t('administration.lists.none')} />
        ) : null}
        {shown.length > 0 ? (
          <ul className={classes['list']}>
            {shown.map(({ value, depth, siblings }) => {
              const at = siblings.indexOf(value.id)
              return (
                <ValueLine
                  key={value.id}
                  value={value}
                  depth={depth}
                  isFirst={at === 0}
                  isLast={at === siblings.length - 1}
                  onMove={(by) => order.mutate(swapped(siblings, at, at + by))}
                  onEdit={() => setEdited(value)}
                  onArchive={() => archive.mutate(value)}
                  onMerge={() => setMerged(value)}
                />
              )
            })}
          </ul>
        ) : null}
      </PageBody>
      {edited ? (
        <ValueDialog
          value={edited === 'new' ? undefined : edited}
          list={list}
          country={country}
          others={ofCountry}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
      {merged ? <MergeDialog value={merged} others={ofCountry} onClose={() => setMerged(undefined)} /> : null}
    </>
  )
}

function swapped(ids: readonly number[], a: number, b: number): number[] {
  const next = [...ids]
  ;[next[a], next[b]] = [ids[b] ?? 0, ids[a] ?? 0]
  return next
}
