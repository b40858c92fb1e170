import type { Field } from '../../shared/catalogue/field.ts'
import type { FieldValue } from '../../shared/catalogue/field-types/field-type.ts'
import { StatusDot, type Tone } from '../design/StatusDot.tsx'
import classes from './FieldText.module.css'
import { Portrait } from './Portrait.tsx'
import { useValueText, type References } from './use-value-text.ts'

/** Options that are states, and the dot that stands for each. */
const tones: Record<string, Record<string, { tone: Tone; isHollow?: boolean }>> = {
  salesStatus: {
    client: { tone: 'green' },
    lead: { tone: 'amber', isHollow: true },
    prospect: { tone: 'blue', isHollow: true },
  },
  state: { active: { tone: 'green' }, inactive: { tone: 'gray', isHollow: true }, archived: { tone: 'gray' } },
}

type Props = { field: Field; value: FieldValue | undefined; references?: References }

/** The value of a field as people read it; states as dots, tags as tags; nothing for no value. */
export function FieldText({ field, value, references }: Props) {
  const textOf = useValueText()
  const text = textOf(field, value, references)
  if (text === '') return null
  if (field.type === 'picture') {
    return (
      <span className={classes['picture']}>
        <Portrait name="" photo={value} size={24} />
        {text}
      </span>
    )
  }
  const dot = typeof value === 'string' ? tones[field.key]?.[value] : undefined
  if (dot) return <StatusDot {...dot} label={text} />
  if (Array.isArray(value)) {
    return (
      <span className={classes['tags']}>
        {value.map((id) => (
          <span key={id} className={classes['tag']}>
            {textOf(field, [id], references)}
          </span>
        ))}
      </span>
    )
  }
  return <>{text}</>
}
