import { Button, Select, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { filterOptions } from '../../fields/inputs/filter-options.ts'
import { useImport } from '../import-context.ts'
import { useCellChoices } from './use-cell-choices.ts'
import type { ProblemGroup } from './use-check-queries.ts'
import type { Corrections } from './use-corrections.ts'
import classes from './check.module.css'

type Props = { group: ProblemGroup; column: number; corrections: Corrections }

/** Replaces a recurring value in every row that holds it; fields of a few choices offer just these. */
export function ReplaceForm({ group, column, corrections }: Props) {
  const { t } = useTranslation()
  const { run } = useImport()
  const target = run.settings.columns.find((one) => one.column === column)?.target ?? null
  const choices = useCellChoices(target)
  const [to, setTo] = useState('')
  const isOne = group.rows === 1
  // A group of many different values has none of its own to replace.
  if (group.value === null && !isOne && choices === null) return null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = to.trim()
    if (next === (group.value ?? '')) return
    const correction = { column, from: group.value, to: next === '' ? null : next }
    if (isOne) corrections.correct({ ...correction, row: group.firstRow })
    else corrections.replaceAll(correction)
  }
  const label = group.value ? t('imports.check.replaceBy', { value: group.value }) : t('imports.check.replaceEmptyBy')
  return (
    <form className={classes['replace']} onSubmit={submit}>
      {choices ? (
        <Select
          label={label}
          data={choices}
          value={to || null}
          onChange={(value) => setTo(value ?? '')}
          searchable
          filter={filterOptions}
          limit={300}
          placeholder={t('imports.check.choose')}
          comboboxProps={{ shadow: 'md' }}
          data-autofocus
        />
      ) : (
        <TextInput
          label={label}
          value={to}
          placeholder={group.value ?? t('imports.check.newValue')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      )}
      <Button type="submit" variant="default" disabled={to.trim() === '' || corrections.isSending}>
        {isOne ? t('imports.check.correct') : t('imports.check.replace', { count: group.rows })}
      </Button>
    </form>
  )
}
