import { SegmentedControl } from '@mantine/core'
import { IconArrowsExchange, IconFilterOff, IconStack2 } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { journalStates } from '../../../shared/contract/journal.contract.ts'
import { DataGrid } from '../../design/DataGrid.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { LinkButton } from '../../design/LinkButton.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SearchBox } from '../../records/list/SearchBox.tsx'
import { useCan } from '../../session/use-session.ts'
import { useShortcut } from '../../shell/use-shortcut.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useJournalText } from '../use-journal-text.ts'
import { JournalCard, journalColumns } from './journal-columns.tsx'
import { NewJournalButton } from './NewJournalButton.tsx'
import { useJournals } from './use-journals.ts'
import classes from './JournalList.module.css'

/** Every journal, newest first. Alt+N, or Ctrl+A as it always was, makes a new one. */
export function JournalListPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const can = useCan()
  const search = useSearch({ from: '/journals' })
  const { pages, journals, references, loadMore } = useJournals(search)
  const describe = useJournalText()
  const mayPrepare = can('journal.prepare')
  useShortcut('selectAll', () => void navigate({ to: '/journals/new' }), mayPrepare)

  const context = useMemo(
    () => ({ t, language, textOf: (journal: Parameters<typeof describe>[0]) => describe(journal, references) }),
    [t, language, describe, references],
  )
  const columns = useMemo(() => journalColumns(context), [context])
  const setSearch = (change: Partial<typeof search>) =>
    void navigate({ to: '/journals', search: { ...search, ...change }, replace: true })
  const isNarrowed = Boolean(search.q) || search.state !== undefined
  const isEmpty = journals.length === 0 && !isNarrowed && !pages.isPending

  return (
    <>
      <PageHeader
        title={t('journals.title')}
        actions={
          <>
            {can('journal.validate') ? (
              <LinkButton to="/portfolio-transfer" variant="default" leftSection={<IconArrowsExchange size={16} />}>
                {t('portfolio.title')}
              </LinkButton>
            ) : null}
            {mayPrepare && !isEmpty ? <NewJournalButton /> : null}
          </>
        }
      >
        <div className={classes['toolbar']}>
          <SearchBox
            value={search.q ?? ''}
            placeholder={t('journals.search')}
            onSearch={(q) => setSearch({ q: q || undefined })}
          />
          <div className={classes['states']}>
            <SegmentedControl
              aria-label={t('journals.stateFilter')}
              value={search.state ?? 'all'}
              data={[
                { value: 'all', label: t('journals.allStates') },
                ...journalStates.map((state) => ({ value: state, label: t(`journals.state.${state}`) })),
              ]}
              onChange={(value) => setSearch({ state: journalStates.find((state) => state === value) })}
            />
          </div>
        </div>
        <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
      </PageHeader>
      <div className={classes['stage']}>
        <DataGrid
          label={t('journals.title')}
          columns={columns}
          rowCount={pages.isPending ? 12 : journals.length + (pages.hasNextPage ? 12 : 0)}
          rowAt={(index) => journals[index]}
          keyOf={(journal) => journal.number}
          nameOf={(journal) => t('journals.one', { number: journal.number })}
          renderCard={(journal) => <JournalCard journal={journal} {...context} />}
          cardHeight={64}
          onOpen={({ number }) => void navigate({ to: '/journals/$number', params: { number: String(number) } })}
          onNearEnd={loadMore}
          resetKey={`${search.q}${search.state}`}
          empty={
            isNarrowed ? (
              <EmptyState icon={IconFilterOff} title={t('journals.noMatch')} />
            ) : (
              <EmptyState
                icon={IconStack2}
                title={t('journals.none')}
                action={mayPrepare ? <NewJournalButton /> : null}
              >
                {t('journals.noneText')}
              </EmptyState>
            )
          }
        />
      </div>
    </>
  )
}
