import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import type { Journal } from '../../../shared/contract/journal.contract.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { GridColumn } from '../../design/grid-column.ts'
import { formatMoment } from '../../texts/format.ts'
import { JournalState } from '../JournalState.tsx'
import classes from './JournalList.module.css'

type Context = {
  t: TFunction
  language: Language
  textOf: (journal: Journal) => { field: string; effect: string }
}

/** The columns of the list of journals. */
export function journalColumns({ t, language, textOf }: Context): GridColumn<Journal>[] {
  const says = 'journals.columns'
  return [
    {
      key: 'number',
      label: t(`${says}.number`),
      width: 74,
      render: ({ number }) => (
        <Link
          to="/journals/$number"
          params={{ number: String(number) }}
          className={classes['number']}
          aria-label={t('journals.open', { number })}
        >
          {number}
        </Link>
      ),
    },
    {
      key: 'field',
      label: t(`${says}.field`),
      width: 180,
      grow: 2,
      render: (journal) => (
        <span className={journal.field ? classes['field'] : classes['quiet']}>{textOf(journal).field}</span>
      ),
    },
    {
      key: 'effect',
      label: t(`${says}.effect`),
      width: 170,
      grow: 2,
      render: (journal) => (
        <span className={classes['cut']}>
          {textOf(journal).effect}
          {journal.comment ? <span className={classes['quiet']}> · {journal.comment}</span> : null}
        </span>
      ),
    },
    {
      key: 'targets',
      label: t(`${says}.targets`),
      width: 120,
      align: 'right',
      render: ({ targets, entity }) => <span className="tabular">{t(`list.${entity}.total`, { count: targets })}</span>,
    },
    { key: 'state', label: t(`${says}.state`), width: 110, render: ({ state }) => <JournalState state={state} /> },
    { key: 'author', label: t(`${says}.author`), width: 150, grow: 1, render: ({ author }) => author },
    {
      key: 'date',
      label: t(`${says}.date`),
      width: 145,
      render: ({ createdAt, validatedAt }) => (
        <time dateTime={validatedAt ?? createdAt} className="tabular">
          {formatMoment(validatedAt ?? createdAt, language)}
        </time>
      ),
    },
  ]
}

/** A journal on a narrow screen. */
export function JournalCard({ journal, t, language, textOf }: Context & { journal: Journal }) {
  const { field, effect } = textOf(journal)
  return (
    <div className={classes['card']}>
      <div className={classes['cardLine']}>
        <Link to="/journals/$number" params={{ number: String(journal.number) }} className={classes['cardName']}>
          {journal.number} · {field} {effect}
        </Link>
        <JournalState state={journal.state} />
      </div>
      <span className={classes['cardQuiet']}>
        {t(`list.${journal.entity}.total`, { count: journal.targets })} · {journal.author} ·{' '}
        {formatMoment(journal.validatedAt ?? journal.createdAt, language)}
      </span>
    </div>
  )
}
