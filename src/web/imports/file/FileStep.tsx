import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dialect } from '../../../shared/contract/import-file.contract.ts'
import { Card } from '../../design/Card.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { useImport } from '../import-context.ts'
import { stepRoute } from '../import-steps.ts'
import { JobFailure } from '../JobFailure.tsx'
import { StepFooter } from '../StepFooter.tsx'
import { DialectPickers } from './DialectPickers.tsx'
import { FileNotes } from './FileNotes.tsx'
import { FilePreview } from './FilePreview.tsx'
import { ModeCards } from './ModeCards.tsx'
import { usePreview } from './use-preview.ts'
import classes from './file.module.css'

const isSame = (one: Dialect | null, other: Dialect | null) => JSON.stringify(one) === JSON.stringify(other)

/** The sheet looked at; '' for files that have none. */
const firstSheet = (dialect: Dialect | null) => (dialect && 'sheets' in dialect ? (dialect.sheets[0]?.name ?? '') : '')

/** The first step: how the file is read, seen on its first rows, and what becomes of its rows. */
export function FileStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { run, job, isWorking, readAgain, flush, saveProblem, planProblem } = useImport()
  const [chosen, setChosen] = useState<Dialect | null>(null)
  const dialect = chosen ?? run.dialect
  const [sheet, setSheet] = useState<string | null>(null)
  const preview = usePreview(run.id, dialect, sheet)
  const isChanged = !isSame(dialect, run.dialect)
  const isStaging = isWorking && run.state === 'uploaded'
  const [isLeaving, setLeaving] = useState(false)

  const next = async () => {
    setLeaving(true)
    try {
      if (isChanged && dialect) await readAgain(dialect)
      else await flush()
      if (isChanged) return setChosen(null)
      await navigate({ to: stepRoute.fields, params: { id: String(run.id) } })
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
        {isWorking ? null : (
          <JobFailure run={run} job={job} onAgain={dialect ? () => void readAgain(dialect) : undefined} />
        )}
        <Card title={t('imports.file.readingTitle')}>
          {dialect ? (
            <DialectPickers
              importId={run.id}
              dialect={dialect}
              onChange={setChosen}
              sheets={preview.data?.sheets ?? []}
              shown={sheet ?? firstSheet(dialect)}
              onShow={setSheet}
              isDisabled={isStaging}
            />
          ) : null}
          <FileNotes notes={[...(preview.data?.notes ?? []), ...run.notes]} />
          <FilePreview preview={preview} />
          {isStaging ? (
            <div className={classes['previewHead']}>
              <span className={classes['quiet']}>{t('imports.file.reading')}</span>
              <div className={classes['progress']}>
                <ProgressBar share={job?.state === 'running' ? job.progress : null} label={t('imports.file.reading')} />
              </div>
            </div>
          ) : null}
        </Card>
        <Card title={t('imports.file.modeTitle')}>
          <ModeCards isDisabled={run.state === 'uploaded'} />
        </Card>
      </PageBody>
      <StepFooter
        note={isChanged ? t('imports.file.changed') : null}
        next={
          <Button
            loading={isLeaving}
            disabled={preview.error !== null || isWorking || (run.state === 'uploaded' && !isChanged)}
            rightSection={<IconArrowRight size={15} stroke={1.8} />}
            onClick={() => void next()}
          >
            {t(isChanged ? 'imports.file.readAgain' : 'imports.file.next')}
          </Button>
        }
      />
    </>
  )
}
