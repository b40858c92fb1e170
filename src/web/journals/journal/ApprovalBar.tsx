import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCalendarOff, IconMessage, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../session/use-session.ts'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import type { JournalFile } from '../journal-queries.ts'
import { SendBackDialog } from './SendBackDialog.tsx'
import { useApproval } from './use-approval.ts'
import classes from './Journal.module.css'

type Props = { journal: JournalFile; onBefore: () => Promise<void> }

/** Where a journal that is not validated stands between those who prepare and those who validate, and the next step. */
export function ApprovalBar({ journal, onBefore }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const [isSendingBack, setSendingBack] = useState(false)
  const { submit, withdraw, unschedule } = useApproval(journal.number)
  const { state, submitter, submittedAt, returnedNote, scheduledFor, mayValidate } = journal
  const says = 'journals.approval'

  if (state === 'draft') {
    const isOffered = can('journal.prepare') && !mayValidate
    if (!isOffered && returnedNote === null) return null
    return (
      <div className={classes['approval']}>
        {returnedNote === null ? null : (
          <span className={classes['point']}>
            <IconMessage size={15} aria-hidden />
            {t(`${says}.returned`, { note: returnedNote })}
          </span>
        )}
        {isOffered ? (
          <Button
            leftSection={<IconSend size={15} stroke={1.8} />}
            loading={submit.isPending}
            disabled={journal.field === null || journal.targets === 0}
            onClick={() => void onBefore().then(() => submit.mutate())}
          >
            {t(`${says}.submit`)}
          </Button>
        ) : null}
      </div>
    )
  }
  if (state === 'waiting') {
    return (
      <div className={classes['approval']}>
        <span>
          {t(`${says}.waiting`, {
            name: submitter ?? '—',
            moment: submittedAt ? formatMoment(submittedAt, language) : '',
          })}
        </span>
        {mayValidate ? (
          <Button variant="default" leftSection={<IconArrowBackUp size={15} />} onClick={() => setSendingBack(true)}>
            {t(`${says}.sendBack`)}
          </Button>
        ) : (
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(null)}>
            {t(`${says}.takeBack`)}
          </Button>
        )}
        <SendBackDialog number={journal.number} isOpen={isSendingBack} onClose={() => setSendingBack(false)} />
      </div>
    )
  }
  if (state !== 'scheduled') return null
  return (
    <div className={classes['approval']}>
      <span>{t(`${says}.scheduled`, { moment: scheduledFor ? formatMoment(scheduledFor, language) : '' })}</span>
      {can('journal.validate') ? (
        <Button
          variant="default"
          leftSection={<IconCalendarOff size={15} stroke={1.8} />}
          loading={unschedule.isPending}
          onClick={() => unschedule.mutate()}
        >
          {t(`${says}.unschedule`)}
        </Button>
      ) : null}
    </div>
  )
}
