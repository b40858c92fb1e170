import { Button, Tabs } from '@mantine/core'
import { IconRestore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listRestorePoints } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { ChangeSetLine } from '../change-sets/ChangeSetLine.tsx'
import { FieldBars } from '../change-sets/FieldBars.tsx'
import { useChangeSets } from '../change-sets/use-change-sets.ts'
import { BackLink } from '../design/BackLink.tsx'
import { Card } from '../design/Card.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { LoadMore } from '../design/LoadMore.tsx'
import { PreviewWait } from '../reversal/PreviewWait.tsx'
import { ReversalCounts } from '../reversal/ReversalCounts.tsx'
import { ReversalRows } from '../reversal/ReversalRows.tsx'
import { useReversalPreview } from '../reversal/use-reversal-preview.ts'
import { useCan } from '../session/use-session.ts'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { RestoreDialog } from './RestoreDialog.tsx'
import changeSetClasses from '../change-sets/change-sets.module.css'

const views = ['sets', 'fields', 'records'] as const

/** A restore point beside the base as it is: by change set, by field, by record. */
export function RestorePointPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const navigate = useNavigate()
  const id = Number(useParams({ from: '/restore-points/$id' }).id)
  const { view = 'sets' } = useSearch({ from: '/restore-points/$id' })
  const [isRestoring, setRestoring] = useState(false)
  const points = useQuery({
    queryKey: queryKeys.restorePoints,
    queryFn: ({ signal }) => call(listRestorePoints, { signal }),
  })
  const point = points.data?.find((one) => one.id === id)
  const mayRestore = can('restore') && point !== undefined && !point.isLost
  const { preview, job, error, isPending } = useReversalPreview({ restorePoint: id }, mayRestore)

  return (
    <>
      <PageHeader
        back={<BackLink to="/restore-points" label={t('restorePoints.title')} />}
        title={point?.name ?? t('restorePoints.title')}
        aside={point ? `${formatMoment(point.at, language)} · ${point.author}` : null}
        actions={
          mayRestore && point.changeSetsSince > 0 ? (
            <Button leftSection={<IconRestore size={16} />} variant="default" onClick={() => setRestoring(true)}>
              {t('restorePoints.restore')}
            </Button>
          ) : null
        }
      />
      <PageBody>
        <ProblemBanner problem={points.error ?? error} />
        {point?.isLost ? <p>{t('restorePoints.lost')}</p> : null}
        {isPending ? <PreviewWait job={job} /> : null}
        {preview?.reversal ? <ReversalCounts plan={preview.reversal} /> : null}
        <Tabs
          value={view}
          keepMounted={false}
          onChange={(next) =>
            void navigate({
              to: '/restore-points/$id',
              params: { id: String(id) },
              search: { view: views.find((one) => one === next) },
              replace: true,
            })
          }
        >
          <Tabs.List>
            <Tabs.Tab value="sets">{t('restorePoints.compare.sets')}</Tabs.Tab>
            <Tabs.Tab value="fields" disabled={!preview}>
              {t('restorePoints.compare.fields')}
            </Tabs.Tab>
            <Tabs.Tab value="records" disabled={!preview}>
              {t('restorePoints.compare.records')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="sets" pt="md">
            <SetsSince point={id} />
          </Tabs.Panel>
          <Tabs.Panel value="fields" pt="md">
            {preview ? (
              <Card title={t('restorePoints.compare.fieldsTitle')}>
                <FieldBars fields={preview.fields} />
              </Card>
            ) : null}
          </Tabs.Panel>
          <Tabs.Panel value="records" pt="md">
            {preview?.reversal ? <ReversalRows preview={preview} /> : null}
          </Tabs.Panel>
        </Tabs>
      </PageBody>
      <RestoreDialog point={isRestoring ? (point ?? null) : null} onClose={() => setRestoring(false)} />
    </>
  )
}

/** The change sets that came after. */
function SetsSince({ point }: { point: number }) {
  const { t } = useTranslation()
  const { pages, changeSets } = useChangeSets({ sincePoint: point })
  return (
    <>
      <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
      {pages.data && changeSets.length === 0 ? <p>{t('restorePoints.nothingSince')}</p> : null}
      {changeSets.length > 0 ? (
        <ul className={changeSetClasses['list']}>
          {changeSets.map((changeSet) => (
            <ChangeSetLine key={changeSet.id} changeSet={changeSet} />
          ))}
        </ul>
      ) : null}
      <LoadMore of={pages} mt="sm" />
    </>
  )
}
