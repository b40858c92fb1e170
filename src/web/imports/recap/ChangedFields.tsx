import { entityNames } from '../../../shared/catalogue/field.ts'
import { FieldBars } from '../../change-sets/FieldBars.tsx'
import { useShownChanges } from './use-shown-changes.ts'

/** How many cells of each field would change; a press shows just those changes, a second one all again. */
export function ChangedFields({ fields }: { fields: Readonly<Record<string, number>> }) {
  const { entity, field, show } = useShownChanges()
  const picked = field === undefined ? undefined : `${entity}.${field}`
  const pick = (path: string) => {
    const [owner, key] = path.split('.')
    show({
      entity: entityNames.find((one) => one === owner),
      action: 'update',
      field: path === picked ? undefined : key,
    })
  }
  return <FieldBars fields={fields} picked={picked} onPick={pick} />
}
