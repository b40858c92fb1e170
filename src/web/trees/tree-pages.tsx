import { TreePage } from './TreePage.tsx'

/** Companies as a tree. */
export const CompanyTreePage = () => <TreePage key="companies" />
/** One's own contacts as a tree. */
export const MyContactsPage = () => <TreePage key="mine" isMine />
