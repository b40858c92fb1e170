import { Button, Switch } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../design/BackLink.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { useShortcut } from '../shell/use-shortcut.ts'
import type { MergeSearch } from './duplicate-routes.ts'
import { MergeEffects } from './MergeEffects.tsx'
import { MergeTable } from './MergeTable.tsx'
import { useMerge } from './use-merge.ts'
import classes from './merge.module.css'

/** Records side by side: which stays, which value of each field, what moves along; merged with one button. */
export function MergePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { entity = 'company', ids = [] }: MergeSearch = useSearch({ from: '/merge' })
  const [withSame, setWithSame] = useState(false)
  const merging = useMerge(entity, ids)
  const { preview, choices, merge } = merging
  const data = preview.data
  useShortcut('back', () => void navigate({ to: '/duplicates', search: { entity } }))

  return (
    <>
      <PageHeader
        back={<BackLink to="/duplicates" search={{ entity }} label={t('merge.back')} />}
        title={t(`merge.title.${entity}`)}
        actions={
          <Button
            leftSection={<IconArrowMerge size={15} />}
            loading={merge.isPending}
            disabled={!data || !choices || data.faults.length > 0 || preview.isFetching}
            onClick={() => choices && merge.mutate(choices)}
          >
            {t(`merge.${entity}`, { count: ids.length })}
          </Button>
        }
      />
      <PageBody>
        <div className={classes['page']}>
          <ProblemBanner problem={preview.error} onRetry={() => void preview.refetch()} />
          {preview.isPending && ids.length > 1 ? <SkeletonLines count={10} height={26} /> : null}
          {data && choices ? (
            <>
              <MergeEffects entity={entity} preview={data} choices={choices} />
              <Switch
                checked={withSame}
                label={t('merge.showSame')}
                onChange={(event) => setWithSame(event.currentTarget.checked)}
              />
              <MergeTable entity={entity} preview={data} choices={choices} merging={merging} withSame={withSame} />
            </>
          ) : null}
        </div>
      </PageBody>
    </>
  )
}
