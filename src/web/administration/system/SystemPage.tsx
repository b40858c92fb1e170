import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { UndoDialog } from '../../reversal/UndoDialog.tsx'
import { BackupsCard } from './BackupsCard.tsx'
import { DailyBackupCard } from './DailyBackupCard.tsx'
import { MakeBackup } from './MakeBackup.tsx'
import { SampleDataCard } from './SampleDataCard.tsx'
import { SystemFacts } from './SystemFacts.tsx'
import { systemKey, useBackups, useSystem } from './system-queries.ts'

/** How the installation is, its backups, and its sample data. */
export function SystemPage() {
  const { t } = useTranslation()
  const { data: system, error, refetch } = useSystem()
  const backups = useBackups()
  const client = useQueryClient()
  // Kept here: the card goes as soon as its data did, the dialog says so first.
  const [removed, setRemoved] = useState<{ changeSet: number; isAsked: boolean }>()
  return (
    <>
      <PageHeader
        title={t('administration.section.system')}
        actions={backups.data ? <MakeBackup isUnderWay={backups.data.job !== null} /> : null}
      />
      <PageBody width="narrow">
        <ProblemBanner problem={error} onRetry={() => void refetch()} />
        {system && !system.secrets.isKeyHere ? (
          <ProblemBanner problem={new Error(t('system.secretsMissingText', { place: system.secrets.place }))} />
        ) : null}
        {system ? <SystemFacts system={system} /> : <SkeletonLines count={8} height={20} />}
        <ProblemBanner problem={backups.error} onRetry={() => void backups.refetch()} />
        {backups.data ? (
          <>
            <BackupsCard list={backups.data} keyPlace={system?.secrets.place} />
            <DailyBackupCard key={JSON.stringify(backups.data.settings)} list={backups.data} />
          </>
        ) : (
          <SkeletonLines count={4} height={20} />
        )}
        {system?.sampleData.map((data) => (
          <SampleDataCard
            key={data.changeSet}
            companies={data.companies}
            onRemove={() => setRemoved({ changeSet: data.changeSet, isAsked: true })}
          />
        ))}
        {removed ? (
          <UndoDialog
            changeSet={removed.changeSet}
            isOpen={removed.isAsked}
            onClose={() => {
              setRemoved({ ...removed, isAsked: false })
              void client.invalidateQueries({ queryKey: systemKey })
            }}
          />
        ) : null}
      </PageBody>
    </>
  )
}
