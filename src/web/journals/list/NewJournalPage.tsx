import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createJournal } from '../../../shared/contract/journal.contract.ts'
import { findJournalField } from '../../../shared/journals/operations.ts'
import { call } from '../../api/call.ts'
import { BackLink } from '../../design/BackLink.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { keepJournal } from '../journal-queries.ts'

/** Makes a draft, with the field it is asked for, and goes to it; it takes this page's place in the history. */
export function NewJournalPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { entity = 'company', field, record } = useSearch({ from: '/journals/new' })
  const hasStarted = useRef(false)
  const [problem, setProblem] = useState<Error | null>(null)

  useEffect(() => {
    if (hasStarted.current) return
    hasStarted.current = true
    const found = field === undefined ? undefined : findJournalField(entity, field)
    call(createJournal, { body: { entity, ...(found ? { tab: found.tab, field: found.path } : {}) } })
      .then((journal) => {
        keepJournal(journal, client)
        const search = record === undefined ? {} : { record }
        return navigate({ to: '/journals/$number', params: { number: String(journal.number) }, search, replace: true })
      })
      .catch((error: unknown) => setProblem(error instanceof Error ? error : new Error(String(error))))
  }, [client, navigate, entity, field, record])

  return (
    <>
      <PageHeader back={<BackLink to="/journals" label={t('journals.title')} />} title={t('journals.creating')} />
      <PageBody>
        <ProblemBanner problem={problem} />
        {problem ? null : <SkeletonLines count={6} height={18} />}
      </PageBody>
    </>
  )
}
