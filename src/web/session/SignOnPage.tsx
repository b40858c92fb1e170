import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { finishSignOn } from '../../shared/contract/sign-on.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { DoorPage } from './DoorPage.tsx'

/** Where the single sign-on sends the browser back to: its answer is handed over, once. */
export function SignOnPage({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, error } = useQuery({
    queryKey: ['sign-on-answer'],
    queryFn: () => call(finishSignOn, { body: { answer: window.location.search } }),
    staleTime: Infinity,
    retry: false,
  })
  useEffect(() => {
    if (!data) return
    client.setQueryData(queryKeys.session, data)
    onLeave()
  }, [data, client, onLeave])
  return (
    <DoorPage title={t('session.signInTitle')} text={error ? error.message : t('session.signingOn')}>
      {error ? (
        <Button fullWidth variant="default" onClick={onLeave}>
          {t('account.link.toSignIn')}
        </Button>
      ) : (
        <SkeletonLines count={2} height={20} />
      )}
    </DoorPage>
  )
}
