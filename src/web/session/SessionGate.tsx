import type { ReactNode } from 'react'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { FirstStartPage } from './FirstStartPage.tsx'
import { SignInPage } from './SignInPage.tsx'
import { useSession } from './use-session.ts'

/** Shows the application to whoever is signed in, and the door to everybody else; the address stays what it was. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useSession()
  if (error && !data) return <ProblemBanner problem={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.state === 'setup') return <FirstStartPage dataDir={data.dataDir} />
  return data.user ? children : <SignInPage />
}
