import type { FileColumn } from './company-columns.ts'
import { phone } from './identifiers.ts'
import { pick, pickSkewed, whole } from './noise.ts'
import { familyName, firstNames, positions, streets, towns } from './words.ts'

const town = (index: number) => pickSkewed(towns, index, 60)
const line1 = (index: number, salt: number) => `${1 + whole(index, salt, 150)} ${pick(streets, index, salt + 1)}`
const firstName = (index: number) => pick(firstNames, index, 61)
const lastName = (index: number) => familyName(index, 62)

/** One address and one contact a row. The contact's e-mail is unlike any other, as in files of a real base. */
export const childColumns: readonly FileColumn[] = [
  { header: 'Adresse code', path: 'address.code', cell: () => 'SIEGE' },
  {
    header: 'Adresse 1',
    path: 'address.line1',
    cell: (index) => line1(index, 63),
    change: { weight: 3, cell: (index) => `${line1(index, 63)} bis` },
  },
  {
    header: 'Code postal',
    path: 'address.postalCode',
    cell: (index) => `${town(index)[1]}${String(whole(index, 65, 990)).padStart(3, '0')}`,
  },
  {
    header: 'Ville',
    path: 'address.city',
    cell: (index) => town(index)[0],
    change: { weight: 0.5, cell: (index) => `${town(index)[0]} Cedex` },
  },
  { header: 'Pays', path: 'address.country', cell: () => 'France' },
  { header: 'Prénom du contact', path: 'contact.firstName', cell: firstName },
  { header: 'Nom contact', path: 'contact.lastName', cell: lastName },
  {
    header: 'E-mail du contact',
    path: 'contact.email1',
    cell: (index) => `contact.${index.toString(36)}@bench.example`,
  },
  {
    header: 'Téléphone du contact',
    path: 'contact.phoneOffice',
    cell: (index) => phone(index, 203),
    change: { weight: 3, cell: (index) => phone(index + 7, 203) },
  },
  {
    header: 'Fonction',
    path: 'contact.position',
    cell: (index) => pick(positions, index, 66),
    change: { weight: 1, cell: (index) => `${pick(positions, index, 66)} adjoint` },
  },
]
