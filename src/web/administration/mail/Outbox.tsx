import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listMails, retryMail, type Mail } from '../../../shared/contract/mail.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { StatusDot } from '../../design/StatusDot.tsx'
import { LoadMore } from '../../design/LoadMore.tsx'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'

const tones = { waiting: 'amber', sent: 'green', failed: 'red' } as const
const states = ['waiting', 'failed', 'sent'] as const

/** The mails that wait, failed or went, newest first; what waits can be read and handed over otherwise. */
export function Outbox() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [state, setState] = useState<Mail['state']>('waiting')
  const [read, setRead] = useState<Mail>()
  const mails = useInfiniteQuery({
    queryKey: [...queryKeys.mail, 'outbox', state],
    queryFn: ({ signal, pageParam }) => call(listMails, { query: { state, before: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const retry = useAct((id: number) => call(retryMail, { params: { id } }), {
    stale: [queryKeys.mail],
    said: t('administration.mail.retried'),
  })
  const shown = mails.data?.pages.flatMap((page) => page.mails) ?? []
  return (
    <>
      <div className={classes['toolbar']} style={{ marginTop: 'var(--rf-space-3)' }}>
        <h2 className={`${classes['heading']} ${classes['grow']}`} style={{ margin: 0 }}>
          {t('administration.mail.outbox')}
        </h2>
        <SegmentedControl
          aria-label={t('administration.mail.outbox')}
          value={state}
          onChange={(next) => setState(states.find((one) => one === next) ?? 'waiting')}
          data={states.map((value) => ({ value, label: t(`administration.mail.state.${value}`) }))}
        />
      </div>
      <ProblemBanner problem={mails.error} onRetry={() => void mails.refetch()} />
      {mails.isSuccess && shown.length === 0 ? (
        <p className={classes['text']}>{t('administration.mail.outboxEmpty')}</p>
      ) : null}
      {shown.length > 0 ? (
        <ul className={classes['list']}>
          {shown.map((mail) => (
            <li key={mail.id} className={classes['line']}>
              <span className={classes['main']}>
                <span className={classes['name']}>{mail.subject}</span>
                <span className={classes['quiet']}>
                  {mail.to} · {formatMoment(mail.sentAt ?? mail.createdAt, language)}
                  {mail.attempts > 1 ? ` · ${t('administration.mail.attempts', { count: mail.attempts })}` : ''}
                </span>
                {mail.error ? <span className={classes['quiet']}>{mail.error}</span> : null}
              </span>
              <StatusDot tone={tones[mail.state]} label={t(`administration.mail.state.${mail.state}`)} />
              {mail.text === null ? null : (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`${t('administration.mail.read')} – ${mail.subject}`}
                  onClick={() => setRead(mail)}
                >
                  {t('administration.mail.read')}
                </Button>
              )}
              {mail.state === 'failed' && mail.text !== null ? (
                <Button variant="default" size="compact-sm" onClick={() => retry.mutate(mail.id)}>
                  {t('administration.mail.retry')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <LoadMore of={mails} />
      <Modal
        opened={read !== undefined}
        onClose={() => setRead(undefined)}
        title={read?.subject ?? ''}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <pre className={classes['letter']}>{read?.text}</pre>
      </Modal>
    </>
  )
}
