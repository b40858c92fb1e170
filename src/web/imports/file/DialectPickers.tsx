import type { Dialect } from '../../../shared/contract/import-file.contract.ts'
import { EncodingSelect } from './EncodingSelect.tsx'
import { SheetPickers } from './SheetPickers.tsx'
import { TextPickers } from './TextPickers.tsx'
import classes from './file.module.css'

type Props = {
  importId: number
  dialect: Dialect
  onChange: (dialect: Dialect) => void
  sheets: readonly { name: string; isHidden: boolean }[]
  shown: string
  onShow: (sheet: string) => void
  isDisabled: boolean
}

/** How the file is read: guessed, shown, and changed here, each format in its own way. */
export function DialectPickers({ dialect, onChange, isDisabled, ...ofSheets }: Props) {
  switch (dialect.format) {
    case 'text':
      return <TextPickers dialect={dialect} onChange={onChange} isDisabled={isDisabled} />
    case 'vcf':
      return (
        <div className={classes['pickers']}>
          <EncodingSelect
            value={dialect.encoding}
            isDisabled={isDisabled}
            onChange={(encoding) => onChange({ ...dialect, encoding })}
          />
        </div>
      )
    default:
      return <SheetPickers dialect={dialect} onChange={onChange} isDisabled={isDisabled} {...ofSheets} />
  }
}
