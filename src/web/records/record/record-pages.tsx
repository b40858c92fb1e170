export const CompanyPage = () => null
export const ContactPage = () => null
export const NewCompanyPage = () => null
export const NewContactPage = () => null
