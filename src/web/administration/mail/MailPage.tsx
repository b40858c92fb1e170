import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getMailSettings } from '../../../shared/contract/mail.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { SettingsPage } from '../SettingsPage.tsx'
import { MailForm } from './MailForm.tsx'
import { Outbox } from './Outbox.tsx'

/** Mail: the server, a test, and what went or waits. */
export function MailPage() {
  const { t } = useTranslation()
  const state = useQuery({ queryKey: queryKeys.mail, queryFn: ({ signal }) => call(getMailSettings, { signal }) })
  return (
    <SettingsPage
      title={t('administration.section.mail')}
      text={t('administration.mail.text')}
      settings={state}
      foot={<Outbox />}
    >
      {(read) => <MailForm key={JSON.stringify(read.settings)} state={read} />}
    </SettingsPage>
  )
}
