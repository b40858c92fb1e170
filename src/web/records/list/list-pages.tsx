import { RecordListPage } from './RecordListPage.tsx'

/** The list of companies. */
export const CompanyListPage = () => <RecordListPage key="company" entity="company" />
/** The list of contacts. */
export const ContactListPage = () => <RecordListPage key="contact" entity="contact" />
