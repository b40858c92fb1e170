import { Select } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { filterTargets, ignored } from './filter-targets.ts'
import type { TargetGroup } from './use-target-options.ts'
import classes from './fields.module.css'

type Props = {
  header: string
  target: string | null
  groups: readonly TargetGroup[]
  /** Header of the column that feeds a target already. */
  usedBy: ReadonlyMap<string, string>
  onChange: (target: string | null) => void
}

/** What a column feeds: searched by any of its names; those already fed say by which column. */
export const TargetSelect = memo(function TargetSelect({ header, target, groups, usedBy, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Select
      aria-label={t('imports.fields.targetOf', { header })}
      data={[{ value: ignored, label: t('imports.fields.ignore') }, ...groups]}
      value={target ?? ignored}
      onChange={(value) => onChange(value === null || value === ignored ? null : value)}
      allowDeselect={false}
      searchable
      selectFirstOptionOnChange
      filter={filterTargets}
      maxDropdownHeight={320}
      nothingFoundMessage={t('imports.fields.nothing')}
      // A list of some 150 fields for each column of the file is only drawn while it is open.
      comboboxProps={{ shadow: 'md', width: 340, position: 'bottom-start', keepMounted: false }}
      classNames={{ input: target === null ? classes['ignoredInput'] : undefined }}
      // What stands there is searched over, not added to.
      onFocus={(event) => event.currentTarget.select()}
      renderOption={({ option, checked }) => {
        const other = checked ? undefined : usedBy.get(option.value)
        return (
          <span className={classes['option']}>
            <span>{option.label}</span>
            {other === undefined ? null : (
              <span className={classes['usedBy']}>{t('imports.fields.usedBy', { header: other })}</span>
            )}
            {checked ? <IconCheck size={14} aria-hidden /> : null}
          </span>
        )
      }}
    />
  )
})
