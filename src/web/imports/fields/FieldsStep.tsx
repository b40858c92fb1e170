import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageBody } from '../../design/PageBody.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useImport } from '../import-context.ts'
import { stepRoute } from '../import-steps.ts'
import { JobFailure } from '../JobFailure.tsx'
import { StepBack } from '../StepBack.tsx'
import { StepFooter } from '../StepFooter.tsx'
import { FaultList } from './FaultList.tsx'
import { KeyTest } from './KeyTest.tsx'
import { mappingFaults } from './mapping-faults.ts'
import { MappingOptions } from './MappingOptions.tsx'
import { MappingTable } from './MappingTable.tsx'

/** The second step: what each column of the file feeds, the keys that find records, what updates do. */
export function FieldsStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { run, job, isWorking, plan, saveProblem, planProblem } = useImport()
  const [isLeaving, setLeaving] = useState(false)
  const isComplete = mappingFaults(run).length === 0

  const next = async () => {
    setLeaving(true)
    try {
      if (run.recap === null && !isWorking) await plan()
      await navigate({ to: stepRoute.check, params: { id: String(run.id) } })
    } catch {
      // Said by the banner.
    } finally {
      setLeaving(false)
    }
  }

  return (
    <>
      <PageBody>
        <ProblemBanner problem={saveProblem ?? planProblem} />
        {isWorking || run.recap ? null : <JobFailure run={run} job={job} onAgain={() => void next()} />}
        <FaultList />
        <MappingTable />
        <KeyTest />
        <MappingOptions />
      </PageBody>
      <StepFooter
        back={<StepBack id={run.id} step="file" />}
        next={
          <Button
            loading={isLeaving}
            disabled={!isComplete}
            rightSection={<IconArrowRight size={15} stroke={1.8} />}
            onClick={() => void next()}
          >
            {t('imports.fields.next', { count: run.rows ?? 0 })}
          </Button>
        }
      />
    </>
  )
}
