import type { ComponentType } from 'react'
import type { FieldTypeName } from '../../shared/catalogue/field-types/field-type-table.ts'
import { useLanguage } from '../texts/use-language.ts'
import { DayInput } from './inputs/DayInput.tsx'
import type { FieldInputProps } from './inputs/input-props.tsx'
import { ListValueInput } from './inputs/ListValueInput.tsx'
import { LongTextInput } from './inputs/LongTextInput.tsx'
import { ManyInput } from './inputs/ManyInput.tsx'
import { OptionInput } from './inputs/OptionInput.tsx'
import { PictureInput } from './inputs/PictureInput.tsx'
import { ReferenceInput } from './inputs/ReferenceInput.tsx'
import { SwitchInput } from './inputs/SwitchInput.tsx'
import { TypedInput } from './inputs/TypedInput.tsx'

/** The input of each type of field; a type without one does not compile. */
const inputs = {
  text: TypedInput,
  longText: LongTextInput,
  code: TypedInput,
  integer: TypedInput,
  decimal: TypedInput,
  money: TypedInput,
  date: DayInput,
  dateTime: DayInput,
  boolean: SwitchInput,
  option: OptionInput,
  choice: ListValueInput,
  choices: ManyInput,
  reference: ReferenceInput,
  references: ManyInput,
  email: TypedInput,
  phone: TypedInput,
  url: TypedInput,
  country: OptionInput,
  vatNumber: TypedInput,
  postalCode: TypedInput,
  siren: TypedInput,
  siret: TypedInput,
  picture: PictureInput,
} satisfies Record<FieldTypeName, ComponentType<FieldInputProps>>

/** Edits any field of the catalogue, by its type. */
export function FieldInput(props: Omit<FieldInputProps, 'language'>) {
  const { language } = useLanguage()
  const Input = inputs[props.field.type]
  return <Input {...props} language={language} />
}
