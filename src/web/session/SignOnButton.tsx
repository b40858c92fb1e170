import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { startSignOn } from '../../shared/contract/sign-on.contract.ts'
import { call } from '../api/call.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'

/** Leaves for the company's single sign-on. */
export function SignOnButton({ label }: { label: string }) {
  const { t } = useTranslation()
  const leave = useMutation({
    mutationFn: () => call(startSignOn),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  return (
    <>
      <ProblemBanner problem={leave.error} />
      <Button variant="default" fullWidth loading={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
        {t('session.signOnWith', { label })}
      </Button>
    </>
  )
}
