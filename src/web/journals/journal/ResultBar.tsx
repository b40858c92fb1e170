import { Button } from '@mantine/core'
import { IconArrowBackUp, IconEye } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getJournalResult } from '../../../shared/contract/journal.contract.ts'
import { call } from '../../api/call.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SeverityTag } from '../../design/SeverityTag.tsx'
import { UndoDialog } from '../../reversal/UndoDialog.tsx'
import { useCan } from '../../session/use-session.ts'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { journalKeys } from '../journal-queries.ts'
import { JournalFileButton } from './JournalFileButton.tsx'
import { RefusalReasons } from './RefusalReasons.tsx'
import type { Board } from './use-board.ts'
import classes from './Journal.module.css'

/** What a validated journal did, and the ways to see it and to take it back. */
export function ResultBar({ board }: { board: Board }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const [isUndoing, setUndoing] = useState(false)
  const { number, validator, validatedAt, changeSet, state } = board.journal
  const result = useQuery({
    queryKey: [...journalKeys.result(number), state],
    queryFn: ({ signal }) => call(getJournalResult, { params: { number }, signal }),
  })
  const { data } = result
  const undoneBy = data?.undoneBy ?? null
  const says = 'journals.result'

  return (
    <section className={classes['bar']} aria-label={t('journals.state.validated')}>
      <ProblemBanner problem={result.error} onRetry={() => void result.refetch()} />
      <div className={classes['barLine']}>
        <div className={classes['barCounts']} aria-live="polite">
          <SeverityTag severity="green">
            {t(`${says}.validated`, {
              moment: validatedAt ? formatMoment(validatedAt, language) : '',
              name: validator ?? '—',
            })}
          </SeverityTag>
          {data ? (
            <>
              <span>{t(`${says}.changed`, { count: data.changed })}</span>
              <span className={classes['quiet']}>{t(`${says}.notChanged`, { count: data.notChanged })}</span>
              {data.refused > 0 ? (
                <SeverityTag severity="red">{t('journals.preview.refused', { count: data.refused })}</SeverityTag>
              ) : null}
            </>
          ) : null}
          {changeSet !== null && can('changeSet.see') ? (
            <Link to="/change-sets/$id" params={{ id: String(changeSet) }} className={classes['accentLink']}>
              {t(`${says}.changeSet`, { id: changeSet })}
            </Link>
          ) : null}
          {undoneBy === null ? null : (
            <Link to="/change-sets/$id" params={{ id: String(undoneBy) }} className={classes['accentLink']}>
              {t(`${says}.undoneBy`, { id: undoneBy })}
            </Link>
          )}
        </div>
        <Button
          variant="default"
          leftSection={<IconEye size={16} stroke={1.7} />}
          onClick={() => board.setSearch({ show: 'targets', q: undefined, filter: undefined })}
        >
          {t(`${says}.showTargeting`)}
        </Button>
        <JournalFileButton journal={number} part="result" />
        {changeSet !== null && state === 'validated' && can('changeSet.undo') ? (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setUndoing(true)}>
            {t(`${says}.undo`)}
          </Button>
        ) : null}
      </div>
      {data ? <RefusalReasons entity={board.journal.entity} reasons={data.reasons} /> : null}
      {changeSet === null ? null : (
        <UndoDialog changeSet={changeSet} isOpen={isUndoing} onClose={() => setUndoing(false)} />
      )}
    </section>
  )
}
