import { MultiSelect, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { previewImportFile, type WorkbookDialect } from '../../../shared/contract/import-file.contract.ts'
import { call } from '../../api/call.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { HeaderRowInput } from './HeaderRowInput.tsx'
import classes from './file.module.css'

type Props = {
  importId: number
  dialect: WorkbookDialect
  onChange: (dialect: WorkbookDialect) => void
  /** Every sheet of the workbook. */
  sheets: readonly { name: string; isHidden: boolean }[]
  /** The sheet whose first rows are shown. */
  shown: string
  onShow: (sheet: string) => void
  isDisabled: boolean
}

/** Which sheets of a workbook are read as one import, and where each has its titles. */
export function SheetPickers({ importId, dialect, onChange, sheets, shown, onShow, isDisabled }: Props) {
  const { t } = useTranslation()
  const chosen = dialect.sheets
  const label = (name: string) =>
    sheets.find((sheet) => sheet.name === name)?.isHidden ? t('imports.file.hiddenSheet', { sheet: name }) : name
  const current = chosen.find(({ name }) => name === shown) ?? chosen[0]

  // Where the titles of a sheet are is found out when it is chosen.
  const add = useMutation({
    mutationFn: (sheet: string) => call(previewImportFile, { params: { id: importId }, query: { sheet } }),
    onSuccess: (preview, name) => {
      const headerRow =
        preview.dialect.format === 'text' || preview.dialect.format === 'vcf'
          ? 1
          : (preview.dialect.sheets[0]?.headerRow ?? 1)
      onChange({ ...dialect, sheets: [...chosen, { name, headerRow }] })
      onShow(name)
    },
  })
  const choose = (names: string[]) => {
    const added = names.find((name) => chosen.every((sheet) => sheet.name !== name))
    if (added !== undefined) return add.mutate(added)
    // The last one stays: something has to be read.
    const kept = chosen.filter(({ name }) => names.includes(name))
    if (kept[0]) {
      onChange({ ...dialect, sheets: kept })
      if (!names.includes(shown)) onShow(kept[0].name)
    }
  }

  return (
    <>
      <ProblemBanner problem={add.error} />
      <div className={classes['pickers']}>
        <MultiSelect
          label={t('imports.file.sheets')}
          className={classes['wholeLine']}
          data={sheets.map(({ name }) => ({ value: name, label: label(name) }))}
          value={chosen.map(({ name }) => name)}
          disabled={isDisabled || add.isPending}
          onChange={choose}
        />
        {chosen.length > 1 ? (
          <Select
            label={t('imports.file.shownSheet')}
            data={chosen.map(({ name }) => ({ value: name, label: label(name) }))}
            value={current?.name ?? null}
            allowDeselect={false}
            onChange={(name) => {
              if (name !== null) onShow(name)
            }}
          />
        ) : null}
        {current ? (
          <HeaderRowInput
            value={current.headerRow}
            isDisabled={isDisabled}
            onChange={(headerRow) =>
              onChange({
                ...dialect,
                sheets: chosen.map((sheet) => (sheet.name === current.name ? { ...sheet, headerRow } : sheet)),
              })
            }
          />
        ) : null}
      </div>
    </>
  )
}
