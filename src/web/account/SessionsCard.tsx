import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listOwnSessions, revokeOwnSession } from '../../shared/contract/account.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useAct } from '../api/use-act.ts'
import classes from '../administration/Administration.module.css'
import { Card } from '../design/Card.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SessionLine } from './access-lines.tsx'

/** Where one is signed in, and how to end it from here. */
export function SessionsCard() {
  const { t } = useTranslation()
  const queryKey = [...queryKeys.me, 'sessions']
  const sessions = useQuery({ queryKey, queryFn: ({ signal }) => call(listOwnSessions, { signal }) })
  const end = useAct((id: number) => call(revokeOwnSession, { params: { id } }), {
    stale: [queryKey],
    said: t('account.sessions.ended'),
  })
  return (
    <Card title={t('account.sessions.title')}>
      <ProblemBanner problem={sessions.error} onRetry={() => void sessions.refetch()} />
      <ul className={classes['list']}>
        {(sessions.data ?? []).map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
    </Card>
  )
}
