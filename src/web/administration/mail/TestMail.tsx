import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendTestMail } from '../../../shared/contract/mail.contract.ts'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useSignedInUser } from '../../session/use-session.ts'
import classes from '../Administration.module.css'

/** Sends a test mail at once and shows what the mail server said of it. */
export function TestMail({ isSaved }: { isSaved: boolean }) {
  const { t } = useTranslation()
  const [to, setTo] = useState(useSignedInUser().email)
  const test = useAct(() => call(sendTestMail, { body: { to } }), {
    isProblemShown: true,
    said: ({ answer }) => t('administration.mail.testSent', { answer }),
  })
  return (
    <>
      <div className={classes['toolbar']} style={{ marginBlock: 'var(--rf-space-4) var(--rf-space-2)' }}>
        <TextInput
          className={classes['grow']}
          label={t('administration.mail.testTo')}
          type="email"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={test.isPending}
          disabled={!isSaved || to === ''}
          title={isSaved ? undefined : t('administration.mail.unsaved')}
          onClick={() => test.mutate(undefined)}
        >
          {t('administration.mail.test')}
        </Button>
      </div>
      <ProblemBanner problem={test.error} />
    </>
  )
}
