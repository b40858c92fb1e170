import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { restoreTo, type restorePoint } from '../../shared/contract/change-set.contract.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { call } from '../api/call.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { PreviewWait } from '../reversal/PreviewWait.tsx'
import { useReversalPreview } from '../reversal/use-reversal-preview.ts'
import { JobProgress } from '../reversal/JobProgress.tsx'
import { ReversalCounts } from '../reversal/ReversalCounts.tsx'
import { formatCount, formatMoment } from '../texts/format.ts'
import { useSignedInUser } from '../session/use-session.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './restore-points.module.css'

export type RestorePoint = z.infer<typeof restorePoint>

/** Takes the base back: shows what would change, then asks for the number of records and the password. */
export function RestoreDialog({ point, onClose }: { point: RestorePoint | null; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={point !== null}
      onClose={onClose}
      title={t('restorePoints.restoreTitle', { name: point?.name ?? '' })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {point ? <RestoreForm key={point.id} point={point} onClose={onClose} /> : null}
    </Modal>
  )
}

function RestoreForm({ point, onClose }: { point: RestorePoint; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { hasPassword } = useSignedInUser()
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const { preview, job, error, isPending, again } = useReversalPreview({ restorePoint: point.id })
  const restore = useMutation({
    mutationFn: () =>
      call(restoreTo, {
        params: { id: point.id },
        body: { records: Number(typed.replace(/\D/g, '')), password, ...(preview ? { preview: preview.id } : {}) },
      }),
    onError: (problem) => {
      if (problem instanceof ApiProblem && problem.code === 'reversal-stale') again()
    },
  })
  const plan = preview?.reversal
  const records = plan ? plan.revert + plan.recreate + plan.remove : 0
  const isTyped = typed.replace(/\D/g, '') === String(records)

  if (restore.data) {
    return <JobProgress id={restore.data.job} done={t('restorePoints.done', { name: point.name })} onClose={onClose} />
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        restore.mutate()
      }}
    >
      <Stack>
        <p className={classes['text']}>{t('restorePoints.restoreText', { at: formatMoment(point.at, language) })}</p>
        <ProblemBanner problem={error ?? restore.error} />
        {isPending ? <PreviewWait job={job} /> : null}
        {plan && records > 0 ? (
          <>
            <ReversalCounts plan={plan} />
            <TextInput
              label={t('restorePoints.typeNumber', { number: formatCount(records, language) })}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {hasPassword ? (
              <PasswordInput
                label={t('restorePoints.password')}
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            ) : null}
          </>
        ) : null}
        {plan && records === 0 ? t('restorePoints.nothing') : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {records > 0 ? (
            <Button
              type="submit"
              color="red.8"
              loading={restore.isPending}
              disabled={!isTyped || (hasPassword && password === '')}
            >
              {t('restorePoints.restoreAction', { count: records })}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  )
}
