import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getAccountAccess, revokeAccountKey, revokeAccountSessions } from '../../../shared/contract/account.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { KeyLine, SessionLine } from '../../account/access-lines.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import classes from '../Administration.module.css'

/** Where a user is signed in and which keys he has, each to be ended. */
export function AccessOfUser({ id }: { id: number }) {
  const { t } = useTranslation()
  const queryKey = [...queryKeys.accounts, id, 'access']
  const access = useQuery({ queryKey, queryFn: ({ signal }) => call(getAccountAccess, { params: { id }, signal }) })
  const signOut = useAct(() => call(revokeAccountSessions, { params: { id } }), {
    stale: [queryKey],
    said: ({ revoked }) => t('administration.users.signedOut', { count: revoked }),
  })
  const revoke = useAct((key: number) => call(revokeAccountKey, { params: { id, key } }), {
    stale: [queryKey],
    said: t('account.keys.revoked'),
  })
  if (!access.data) return <SkeletonLines count={3} />
  const { sessions, apiKeys } = access.data
  return (
    <>
      <h3 className={classes['heading']}>{t('administration.users.sessions')}</h3>
      {sessions.length === 0 ? (
        <p className={classes['text']}>{t('administration.users.noSession')}</p>
      ) : (
        <>
          <ul className={classes['list']}>
            {sessions.map((session) => (
              <SessionLine key={session.id} session={session} />
            ))}
          </ul>
          <Group>
            <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
              {t('administration.users.signOutAll')}
            </Button>
          </Group>
        </>
      )}
      <h3 className={classes['heading']}>{t('administration.users.keys')}</h3>
      {apiKeys.length === 0 ? (
        <p className={classes['text']}>{t('administration.users.noKey')}</p>
      ) : (
        <ul className={classes['list']}>
          {apiKeys.map((key) => (
            <KeyLine key={key.id} apiKey={key} onRevoke={() => revoke.mutate(key.id)} />
          ))}
        </ul>
      )}
    </>
  )
}
