import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconHourglass, IconLifebuoy } from '@tabler/icons-react'
import { applyImport } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { isEnded, useJobs } from '../../api/job-events.ts'
import { Card } from '../../design/Card.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useImport } from '../import-context.ts'
import { stepRoute } from '../import-steps.ts'
import { JobFailure } from '../JobFailure.tsx'
import { StepBack } from '../StepBack.tsx'
import { StepFooter } from '../StepFooter.tsx'
import { keepImport } from '../use-import-query.ts'
import { ChangedFields } from './ChangedFields.tsx'
import { DeletionCard, type Confirmation } from './DeletionCard.tsx'
import { ImportButton } from './ImportButton.tsx'
import { keepRecap, keptRecap } from './kept-recap.ts'
import { PlannedChanges } from './PlannedChanges.tsx'
import { LockedFields } from './LockedFields.tsx'
import { RecordCounts } from './RecordCounts.tsx'
import { RowOutcomes } from './RowOutcomes.tsx'
import { countOf, writesAnything } from './recap-counts.ts'
import classes from './recap.module.css'

const writers: ReadonlySet<string> = new Set(['import-apply', 'undo', 'restore', 'sample-data'])

/** The fourth step: what exactly will be written, before anything is. */
export function RecapStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { run, job } = useImport()
  const [confirmation, setConfirmation] = useState<Confirmation>({ isComplete: false })
  const other = useJobs().data?.find((one) => !isEnded(one) && writers.has(one.kind) && one.importId !== run.id)
  const { recap } = run
  const apply = useMutation({
    mutationFn: () => {
      const { confirmDeletions, allowManyDeletions, password } = confirmation
      return call(applyImport, { params: { id: run.id }, body: { confirmDeletions, allowManyDeletions, password } })
    },
    onMutate: () => {
      if (recap) keepRecap(run.id, recap)
    },
    onSuccess: (applying) => {
      keepImport(applying, client)
      void navigate({ to: stepRoute.result, params: { id: String(run.id) } })
    },
  })
  if (!recap) return null
  const hasMoved = run.error?.code === 'plan-moved'
  const deletions = countOf(recap, run.entity, 'delete')
  const isDeleting = run.settings.mode === 'update-with-deletion'

  return (
    <>
      <PageBody>
        <ProblemBanner problem={apply.error} />
        {hasMoved ? (
          <div className={classes['moved']} role="alert">
            <IconAlertTriangle size={17} aria-hidden />
            {t('imports.recap.moved')}
          </div>
        ) : (
          <JobFailure run={run} job={job} />
        )}
        {isDeleting ? <DeletionCard recap={recap} value={confirmation} onChange={setConfirmation} /> : null}
        <div className={classes['layout']}>
          <div className={classes['main']}>
            <RecordCounts recap={recap} before={hasMoved ? keptRecap(run.id) : undefined} />
            <PlannedChanges />
          </div>
          <div className={classes['side']}>
            <RowOutcomes entity={run.entity} recap={recap} />
            <Card title={t('imports.recap.fields')}>
              {Object.keys(recap.fields).length > 0 ? (
                <ChangedFields fields={recap.fields} />
              ) : (
                <p className={classes['quiet']}>{t('imports.recap.noFields')}</p>
              )}
              <LockedFields locked={recap.locked} />
            </Card>
          </div>
        </div>
      </PageBody>
      <StepFooter
        back={<StepBack id={run.id} step="check" />}
        note={
          <span className={classes['promise']}>
            {other ? (
              <>
                <IconHourglass size={15} stroke={1.8} aria-hidden />
                {t('imports.recap.otherWriter', { what: other.subject })}
              </>
            ) : (
              <>
                <IconLifebuoy size={15} stroke={1.8} aria-hidden />
                {t(writesAnything(recap) ? 'imports.recap.restorePoint' : 'imports.recap.nothing')}
              </>
            )}
          </span>
        }
        next={
          <ImportButton
            entity={run.entity}
            recap={recap}
            isDisabled={!writesAnything(recap) || (deletions > 0 && !confirmation.isComplete)}
            isLoading={apply.isPending}
            onImport={() => apply.mutate()}
          />
        }
      />
    </>
  )
}
