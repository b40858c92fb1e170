import { useParams, useSearch } from '@tanstack/react-router'
import { newRecordSearch } from '../list-search.ts'
import { NewRecordPage } from './NewRecordPage.tsx'
import { RecordPage } from './RecordPage.tsx'

/** A company. */
export function CompanyPage() {
  const { id } = useParams({ from: '/companies/$id' })
  return <RecordPage key={id} entity="company" id={Number(id)} />
}

/** A contact. */
export function ContactPage() {
  const { id } = useParams({ from: '/contacts/$id' })
  return <RecordPage key={id} entity="contact" id={Number(id)} />
}

/** The form that creates a company, perhaps from another. */
export function NewCompanyPage() {
  const { copy } = newRecordSearch.parse(useSearch({ strict: false }))
  return <NewRecordPage key={copy} entity="company" copy={copy} />
}

/** The form that creates a contact, perhaps from another, perhaps in a company. */
export function NewContactPage() {
  const { copy, company } = newRecordSearch.parse(useSearch({ strict: false }))
  return <NewRecordPage key={`${copy}-${company}`} entity="contact" copy={copy} company={company} />
}
