import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../texts/use-language.ts'
import { findJournalField } from '../../../shared/journals/operations.ts'
import type { JournalFile } from '../journal-queries.ts'
import { useJournalText } from '../use-journal-text.ts'
import { ValidatedBox } from './ValidatedBox.tsx'
import classes from './Journal.module.css'

/** The header of a journal that can no longer be changed. */
export function JournalFacts({ journal }: { journal: JournalFile }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { entity, field, tab, operation, comment } = journal
  const found = field === null ? undefined : findJournalField(entity, field)
  const { effect } = useJournalText()(journal, journal.references)
  const says = 'journals.header'
  const facts = [
    { name: t(`${says}.tab`), value: tab === null ? '—' : t(`record.tabs.${tab}`) },
    { name: t(`${says}.field`), value: found?.field.label[language] ?? t('journals.noField') },
    { name: t(`${says}.operation`), value: t(`journals.operations.${operation}`) },
    { name: t(`${says}.value`), value: effect.replace(/^→ /, '') || '—' },
    { name: t(`${says}.comment`), value: comment ?? '—' },
  ]
  return (
    <div className={classes['factsLine']}>
      <dl className={classes['facts']}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ValidatedBox isValidated={journal.isValidated} />
    </div>
  )
}
