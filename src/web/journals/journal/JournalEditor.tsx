import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../design/BackLink.tsx'
import { notifyDone } from '../../design/notify.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useShortcut } from '../../shell/use-shortcut.ts'
import type { JournalFile } from '../journal-queries.ts'
import { JournalState } from '../JournalState.tsx'
import { useJournalText } from '../use-journal-text.ts'
import { ClipboardButtons } from './ClipboardButtons.tsx'
import { JobBar } from './JobBar.tsx'
import { JournalFacts } from './JournalFacts.tsx'
import { JournalHeader } from './JournalHeader.tsx'
import { JournalMenu } from './JournalMenu.tsx'
import { LeftPane } from './LeftPane.tsx'
import { MoveButtons } from './MoveButtons.tsx'
import { PreviewBar } from './PreviewBar.tsx'
import { RecordOffer } from './RecordOffer.tsx'
import { ResultBar } from './ResultBar.tsx'
import { RightPane } from './RightPane.tsx'
import { isOpen } from './use-preview.ts'
import { useBoard } from './use-board.ts'
import { useHeader } from './use-header.ts'
import classes from './Journal.module.css'

/** One journal: its header, the two lists, and what validating it would do, does or did. */
export function JournalEditor({ journal }: { journal: JournalFile }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [said, setSaid] = useState('')
  const leftList = useRef<HTMLDivElement>(null)
  const rightList = useRef<HTMLDivElement>(null)
  const editor = useHeader(journal)
  const board = useBoard(journal, setSaid)
  const textOf = useJournalText()
  const { field, effect } = textOf({ ...journal, ...editor.shown }, journal.references)
  const focusLeft = useCallback(() => leftList.current?.focus(), [])
  const { number, targets, state } = journal

  // A draft that was just made says what it waits for: whoever pressed the keys may not see the page change.
  const isNew = state === 'draft' && journal.targets === 0 && journal.value === null && journal.comment === null
  useEffect(() => {
    if (!isNew) return
    setSaid(
      journal.field === null
        ? t('journals.said.begun', { number })
        : t('journals.said.begunField', { number, field: textOf(journal, journal.references).field }),
    )
    // oxlint-disable-next-line react/exhaustive-deps -- once, when its page opens
  }, [number])

  const save = () => {
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
    void editor.flush().then(() => {
      const message = t('journals.said.saved', { count: targets })
      setSaid(message)
      notifyDone({ message })
    })
  }
  useShortcut('save', save, !board.isReadOnly)
  useShortcut('back', () => void navigate({ to: '/journals' }))

  return (
    <div className={classes['page']}>
      <PageHeader
        back={<BackLink to="/journals" label={t('journals.title')} />}
        title={t('journals.one', { number })}
        aside={
          <>
            <JournalState state={state} />
            <span>{t(`journals.entity.${journal.entity}`)}</span>
            {board.isReadOnly ? null : (
              <span aria-live="polite">{t(editor.isSaving ? 'journals.saving' : 'journals.saved')}</span>
            )}
          </>
        }
        actions={
          <>
            <div className={classes['clip']}>
              <ClipboardButtons board={board} />
            </div>
            <JournalMenu board={board} />
          </>
        }
      >
        {board.isReadOnly ? <JournalFacts journal={journal} /> : <JournalHeader journal={journal} editor={editor} />}
        {board.isReadOnly ? null : (
          <p className={classes['sentence']}>
            <strong>{t('journals.sentence', { field, effect }).trim()}</strong>
            <span className={classes['quiet']}>{t('journals.rule')}</span>
          </p>
        )}
        <ProblemBanner problem={editor.problem} />
        {board.search.record === undefined ? null : <RecordOffer board={board} record={board.search.record} />}
      </PageHeader>
      <div className={classes['lists']} data-two={board.isReadOnly || undefined}>
        <LeftPane board={board} listRef={leftList} onFocusList={focusLeft} />
        <MoveButtons board={board} onSave={save} />
        <RightPane board={board} listRef={rightList} />
      </div>
      {isOpen(state) ? <PreviewBar journal={journal} onBefore={editor.flush} /> : null}
      {state === 'validating' ? <JobBar journal={journal} /> : null}
      {state === 'validated' || state === 'undone' ? <ResultBar board={board} /> : null}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <output> belongs to a form */}
      <div className="visually-hidden" role="status" aria-live="polite" data-said>
        {said}
      </div>
    </div>
  )
}
