import { useQuery } from '@tanstack/react-query'
import type { RecordForm } from './use-record-form.ts'
import { recordQuery } from './use-record.ts'

/** Whether a form offers "commercial reference": of a contact only when its company is one, or where it is ticked already (CT-2). */
export function useIsReferenceOffered(form: RecordForm): boolean {
  const { company, isReference } = form.values
  const isContact = form.entity === 'contact'
  const id = typeof company === 'number' ? company : 0
  const { data } = useQuery({ ...recordQuery('company', id), enabled: isContact && id > 0 })
  return !isContact || isReference === true || data?.values['isReference'] === true
}
