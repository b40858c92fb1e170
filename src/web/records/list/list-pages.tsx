export const CompanyListPage = () => null
export const ContactListPage = () => null
