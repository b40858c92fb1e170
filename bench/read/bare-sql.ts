const companyCells =
  'r.id, r.version, r.is_restricted, r.code, r.name, r.sales_status, r.account_type_id, r.sales_region_id, r.account_manager_id, a.city, r.state'
const contactCells =
  'r.id, r.version, r.is_restricted, r.last_name, r.first_name, o.name, r.position, r.phone_office, r.phone_mobile, r.email_1, r.assigned_to_id'

/** A page of the usual columns as one would write it by hand, without asking who may see what. */
export const barePage = {
  company: (where: string, order: string) =>
    `select ${companyCells} from company as r left join address as a on a.id = r.default_address_id where ${where} order by ${order} limit 101`,
  contact: (where: string, order: string) =>
    `select ${contactCells} from contact as r join company as o on o.id = r.company_id where ${where} order by ${order} limit 101`,
}
export const byName = `r.name collate "fr-x-icu", r.id`
export const byLastName = `coalesce(r.last_name, '') collate "fr-x-icu", r.id`
