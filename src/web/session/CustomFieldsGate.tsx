import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo, type ReactNode } from 'react'
import { setCustomFields } from '../../shared/catalogue/catalogue.ts'
import { declareCustomField } from '../../shared/catalogue/custom-field.ts'
import { getCustomFields } from '../../shared/contract/custom-field.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'

/** Shows the application once the catalogue holds the custom fields, and anew whenever they have changed. */
export function CustomFieldsGate({ children }: { children: ReactNode }) {
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    queryKey: queryKeys.customFields,
    queryFn: () => call(getCustomFields),
    staleTime: 60_000,
    structuralSharing: true,
  })
  // While rendering: what is shown below reads the catalogue in its first render.
  const edition = useMemo(() => {
    if (data) setCustomFields(data.map(declareCustomField))
    return data ? JSON.stringify(data) : undefined
  }, [data])
  if (error && dataUpdatedAt === 0) return <ProblemBanner problem={error} onRetry={() => void refetch()} />
  if (edition === undefined) return null
  return <Fragment key={edition}>{children}</Fragment>
}
