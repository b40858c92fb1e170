import { Select, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { companyTabs } from '../../../shared/catalogue/field.ts'
import {
  findJournalField,
  journalFields,
  journalOperations,
  operationsOf,
} from '../../../shared/journals/operations.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { useLanguage } from '../../texts/use-language.ts'
import type { JournalFile } from '../journal-queries.ts'
import { hasValue } from '../use-journal-text.ts'
import { CommentInput } from './CommentInput.tsx'
import { filterGroups } from './filter-groups.ts'
import { OperationValue } from './OperationValue.tsx'
import type { HeaderEditor } from './use-header.ts'
import { ValidatedBox } from './ValidatedBox.tsx'
import classes from './Journal.module.css'

type Props = { journal: JournalFile; editor: HeaderEditor }

/** Which field, what is done to it, and why. The "validated" box is ticked by validation alone. */
export function JournalHeader({ journal, editor }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { shown, change, flush, problem } = editor
  const { entity } = journal
  const form = useRef<HTMLFieldSetElement>(null)
  const found = shown.field === null ? undefined : findJournalField(entity, shown.field)
  const all = journalFields(entity)
  const tabs = companyTabs.filter((tab) => all.some((one) => one.tab === tab))
  const options = (shown.tab === null ? tabs : [shown.tab]).map((tab) => ({
    group: t(`record.tabs.${tab}`),
    items: all
      .filter((one) => one.tab === tab)
      .map(({ path, field }) => ({ value: path, label: field.label[language] })),
  }))
  const isValueWrong = problem instanceof ApiProblem && problem.code === 'journal-value-invalid'

  // What is still to be said has the focus: the field, else its value.
  const first = found ? 'value' : 'field'
  const isComplete = found !== undefined && hasValue(shown.operation, shown.value)
  const path = shown.field
  useEffect(() => {
    if (isComplete) return
    form.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus()
    // oxlint-disable-next-line react/exhaustive-deps -- when another field is chosen, and at first
  }, [path])

  return (
    <fieldset ref={form} className={classes['header']} aria-label={t('journals.header.label')}>
      <Select
        label={t('journals.header.tab')}
        data={[
          { value: 'all', label: t('journals.header.allTabs') },
          ...tabs.map((tab) => ({ value: tab, label: t(`record.tabs.${tab}`) })),
        ]}
        value={shown.tab ?? 'all'}
        allowDeselect={false}
        onChange={(tab) => change({ tab: tabs.find((one) => one === tab) ?? null })}
      />
      <Select
        label={t('journals.header.field')}
        required
        data-field="field"
        data={options}
        value={shown.field}
        allowDeselect={false}
        searchable
        filter={filterGroups}
        limit={300}
        placeholder={t('fields.choose')}
        nothingFoundMessage={t('fields.nothingFound')}
        onChange={(field) => field && change({ field })}
      />
      <Select
        label={t('journals.header.operation')}
        disabled={!found}
        data={(found ? operationsOf(found.field) : journalOperations.slice(0, 1)).map((operation) => ({
          value: operation,
          label: t(`journals.operations.${operation}`),
        }))}
        value={shown.operation}
        allowDeselect={false}
        onChange={(chosen) => {
          const operation = journalOperations.find((one) => one === chosen)
          if (operation && operation !== shown.operation) change({ operation })
        }}
      />
      <div className={classes['value']} onBlur={() => void flush()}>
        {found ? (
          <OperationValue
            key={`${found.path} ${shown.operation}`}
            field={found.field}
            operation={shown.operation}
            value={shown.value}
            references={journal.references}
            problem={isValueWrong ? problem.message : undefined}
            onChange={(value) => change({ value }, true)}
          />
        ) : (
          <TextInput label={t('journals.header.value')} disabled />
        )}
      </div>
      <CommentInput comment={shown.comment} onChange={(comment) => change({ comment })} />
      <div className={classes['box']}>
        <ValidatedBox isValidated={journal.isValidated} />
      </div>
    </fieldset>
  )
}
