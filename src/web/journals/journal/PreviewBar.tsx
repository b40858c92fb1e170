import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SeverityTag } from '../../design/SeverityTag.tsx'
import type { JournalFile } from '../journal-queries.ts'
import { ApprovalBar } from './ApprovalBar.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { usePreview } from './use-preview.ts'
import classes from './Journal.module.css'

/** What validating the draft would do, in three numbers, and the way to do it. */
export function PreviewBar({ journal, onBefore }: { journal: JournalFile; onBefore: () => Promise<void> }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { query, missing, isWanted, ask } = usePreview(journal)
  const preview = missing === null ? query.data : undefined
  const says = 'journals.preview'
  const open = () => void onBefore().then(() => setOpen(true))

  return (
    <section className={classes['bar']} aria-label={t(`${says}.label`)}>
      <ApprovalBar journal={journal} onBefore={onBefore} />
      {journal.error ? (
        <p className={classes['failed']}>{t('journals.validate.failed', { reason: journal.error.message })}</p>
      ) : null}
      <ProblemBanner problem={missing === null ? query.error : null} onRetry={() => void query.refetch()} />
      <div className={classes['barLine']}>
        <div className={classes['barCounts']} aria-live="polite">
          {missing ? <span className={classes['quiet']}>{t(`${says}.missing.${missing}`)}</span> : null}
          {missing === null && isWanted && query.isPending ? (
            <span className={classes['quiet']}>{t(`${says}.computing`)}</span>
          ) : null}
          {preview ? (
            <>
              <SeverityTag severity={preview.change > 0 ? 'green' : 'gray'}>
                {t(`${says}.change`, { count: preview.change })}
              </SeverityTag>
              <SeverityTag severity="gray">
                {t(`${says}.${journal.operation === 'set' ? 'unchanged' : 'unmoved'}`, { count: preview.unchanged })}
              </SeverityTag>
              <SeverityTag severity={preview.refused > 0 ? 'red' : 'gray'}>
                {t(`${says}.refused`, { count: preview.refused })}
              </SeverityTag>
            </>
          ) : null}
        </div>
        {missing === null && !isWanted ? (
          <Button variant="default" onClick={ask}>
            {t(`${says}.compute`)}
          </Button>
        ) : null}
        {preview ? (
          preview.change > 0 && journal.mayValidate && journal.state !== 'scheduled' ? (
            <Button onClick={open}>{t('journals.validate.open')}</Button>
          ) : (
            <Button variant="default" onClick={open}>
              {t(`${says}.see`)}
            </Button>
          )
        ) : null}
      </div>
      {preview ? (
        <PreviewPanel
          journal={journal}
          preview={preview}
          madeAt={query.dataUpdatedAt}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </section>
  )
}
