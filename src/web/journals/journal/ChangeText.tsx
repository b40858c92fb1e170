import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import { useValueText, type References } from '../../fields/use-value-text.ts'
import classes from './Journal.module.css'

type Props = {
  field: Field | undefined
  before: FieldValue | undefined
  after: FieldValue
  isUnchanged: boolean
  references: References
}

/** Old → new, or the value and “= inchangée”. */
export function ChangeText({ field, before, after, isUnchanged, references }: Props) {
  const { t } = useTranslation()
  const textOf = useValueText()
  if (!field) return null
  const say = (value: FieldValue | undefined) => textOf(field, value, references) || t('common.empty')
  if (isUnchanged) {
    return (
      <>
        {say(before)} <span className={classes['unchanged']}>= {t('journals.right.unchanged')}</span>
      </>
    )
  }
  return (
    <>
      <span className={classes['before']}>{say(before)}</span> → <span className={classes['after']}>{say(after)}</span>
    </>
  )
}
