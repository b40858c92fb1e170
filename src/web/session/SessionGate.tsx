import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FactorSetup } from '../account/FactorSetup.tsx'
import { queryKeys } from '../api/query-keys.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { CustomFieldsGate } from './CustomFieldsGate.tsx'
import { DoorPage } from './DoorPage.tsx'
import { FirstStartPage } from './FirstStartPage.tsx'
import { PasswordLinkPage } from './PasswordLinkPage.tsx'
import { SignOnPage } from './SignOnPage.tsx'
import { SignInPage } from './SignInPage.tsx'
import { useSession, useSignOut } from './use-session.ts'

/** Shows the application to whoever is signed in, and the door to everybody else; the address stays what it was. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useSession()
  const navigate = useNavigate()
  const { pathname, hash } = useLocation()
  if (error && !data) return <ProblemBanner problem={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.state === 'setup') return <FirstStartPage dataDir={data.dataDir} />
  if (pathname === '/password') {
    return <PasswordLinkPage token={hash} onLeave={() => void navigate({ to: '/', replace: true })} />
  }
  if (pathname === '/sign-on' && !data.user) {
    return <SignOnPage onLeave={() => void navigate({ to: '/', replace: true })} />
  }
  if (!data.user) return <SignInPage signOn={data.signOn} />
  return data.user.mustSetUpFactor ? <FactorDoor /> : <CustomFieldsGate>{children}</CustomFieldsGate>
}

/** Nothing opens before the second factor that the role asks for is set up. */
function FactorDoor() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const signOut = useSignOut()
  return (
    <DoorPage title={t('account.factor.requiredTitle')} text={t('account.factor.required')}>
      <FactorSetup
        hasPassword
        onDone={(isOn) => (isOn ? void client.invalidateQueries({ queryKey: queryKeys.session }) : signOut.mutate())}
      />
    </DoorPage>
  )
}
