import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getMailSettings } from '../../../shared/contract/mail.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import classes from '../Administration.module.css'
import { MailForm } from './MailForm.tsx'
import { Outbox } from './Outbox.tsx'

/** Mail: the server, a test, and what went or waits. */
export function MailPage() {
  const { t } = useTranslation()
  const state = useQuery({ queryKey: queryKeys.mail, queryFn: ({ signal }) => call(getMailSettings, { signal }) })
  return (
    <>
      <PageHeader title={t('administration.section.mail')} />
      <PageBody width="narrow">
        <p className={classes['text']}>{t('administration.mail.text')}</p>
        <ProblemBanner problem={state.error} onRetry={() => void state.refetch()} />
        {state.data ? (
          <MailForm key={JSON.stringify(state.data.settings)} state={state.data} />
        ) : (
          <SkeletonLines count={6} height={20} />
        )}
        <Outbox />
      </PageBody>
    </>
  )
}
