import type { CellFaultCode } from '../../../../shared/errors/file-errors.ts'
import type { CellText } from '../cell-text.ts'
import { isoText } from '../workbook/iso-text.ts'
import { plainFormat } from '../workbook/number-format.ts'
import { numberText } from '../workbook/number-text.ts'

/** What a cell says of its value beside the text it shows. */
export type SaidValue = {
  type: string | undefined
  value: string | undefined
  hasFormula: boolean
  isError: boolean
}

const errorText = /^(?:#(?:N\/A|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\s*\??!?|NULL!|NUL!|NUM!|NOMBRE!)|Err\s?:\d{3})$/i

/** `text`, which a cell shows, becomes its value; what is wrong with it. `isShown` when there is a text at all. */
export function cellValue(text: CellText, said: SaidValue, isShown: boolean): CellFaultCode | undefined {
  const { type, value, hasFormula, isError } = said
  if (text.isTooLarge) return undefined
  if (isError || (hasFormula && text.length < 12 && errorText.test(text.toString()))) return 'cell-error'
  switch (type) {
    case 'float':
    case 'currency':
    case 'percentage':
      if (value !== undefined) text.setText(shownNumber(text.toString(), numberText(value, plainFormat, false)))
      return undefined
    case 'date':
      if (value !== undefined) text.setText(isoText(value))
      return undefined
    case 'time':
      if (value !== undefined) text.setText(timeText(value))
      return undefined
    case 'boolean':
      if (value !== undefined) text.setText(value === 'true' || value === '1' ? 'true' : 'false')
      return undefined
    default:
      if (!isShown && value !== undefined) text.setText(value)
      return hasFormula && type === undefined && text.length === 0 ? 'formula-not-computed' : undefined
  }
}

/** A number as it is shown, when that is the same digits in places filled with zeros: codes, phone numbers. */
function shownNumber(shown: string, plain: string): string {
  const isPlaces = /^0[\d\s.()/\u00a0\u202f-]*\d$/.test(shown) && !/^0[.]/.test(shown)
  return isPlaces && shown.replace(/\D/g, '').replace(/^0+(?=\d)/, '') === plain ? shown : plain
}

/** `PT13H24M05S` as `13:24:05`; what is no duration as it is. */
function timeText(text: string): string {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?$/.exec(text) ?? []
  if (!/^PT\d/.test(text)) return text
  const clock = `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`
  return Number(seconds) === 0 ? clock : `${clock}:${seconds.padStart(2, '0')}`
}
