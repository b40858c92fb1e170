import { date, phone, siren, vatNumber } from './identifiers.ts'
import { noise, pick, pickSkewed, whole } from './noise.ts'
import { companyName, familyName } from './words.ts'

/**
 * A column of the generated files: its target, what a row has in the base file, and, where update files may change it,
 * the other value and how much more often than the rest it is chosen.
 */
export type FileColumn = {
  header: string
  path: string
  isKey?: boolean
  cell: (index: number) => string
  change?: { weight: number; cell: (index: number) => string }
}

const column = (header: string, path: string, cell: FileColumn['cell'], change?: FileColumn['change']): FileColumn => ({
  header,
  path,
  cell,
  ...(change ? { change } : {}),
})
const changing = (weight: number, cell: FileColumn['cell']) => ({ weight, cell })
/** Empty in a share of the rows. */
const sparse =
  (share: number, salt: number, cell: FileColumn['cell']): FileColumn['cell'] =>
  (index) =>
    noise(index, salt) < share ? cell(index) : ''

export const userEmails = ['a.martin@bench.example', 'b.durand@bench.example', 'c.petit@bench.example']
const isProspect = (index: number) => noise(index, 20) < 0.2
export const regions = [
  'Île-de-France',
  'Bretagne',
  'Occitanie',
  'Normandie',
  'Grand Est',
  'Pays de la Loire',
  'Hauts-de-France',
]
const otherRegion = (index: number) => regions[(regions.indexOf(pick(regions, index, 24)) + 1) % regions.length] ?? ''
const types = ['Client', 'Partenaire', 'Fournisseur', 'Distributeur', 'Autre']
const industries = [
  'Industrie',
  'Construction',
  'Informatique et télécoms',
  'Transport et logistique',
  'Services aux entreprises',
  'Autre',
]
const sources = ['Site Web', 'Salon', 'Recommandation', 'E-mailing', 'Réseau social', 'Fichier acheté']
const remarks = [
  'Paiement à 45 jours fin de mois',
  'Demande un devis avant l’été',
  'Livraison le matin uniquement',
  'Contrat cadre signé',
]
const tags = ['SAP', 'Sage', 'Odoo', 'Cegid', 'SAP|Odoo', 'Microsoft Dynamics']

export const codeAt = (index: number): string => `C${String(index).padStart(8, '0')}`

/** The parts of companies, by name, for the layouts of files. */
export const companyColumns = {
  code: { ...column('Code client', 'company.code', codeAt), isKey: true },
  name: column(
    'Nom de la société',
    'company.name',
    companyName,
    changing(0.5, (index) => `${companyName(index)} Développement`),
  ),
  alias: column(
    'Alias',
    'company.alias',
    sparse(0.2, 21, (index) => familyName(index, 22)),
  ),
  status: column('Statut commercial', 'company.salesStatus', (index) => (isProspect(index) ? 'Prospect' : 'Client')),
  accountType: column('Type de compte', 'company.accountType', (index) => pickSkewed(types, index, 23)),
  phoneMain: column(
    'Téléphone',
    'company.phoneMain',
    (index) => phone(index, 200),
    changing(3, (index) => phone(index + 7, 200)),
  ),
  phoneSales: column(
    'Ventes',
    'company.phoneSales',
    sparse(0.4, 25, (index) => phone(index, 201)),
    changing(1, (index) => phone(index + 7, 201)),
  ),
  phoneSupport: column(
    'Support',
    'company.phoneSupport',
    sparse(0.2, 26, (index) => phone(index, 202)),
    changing(1, (index) => phone(index + 7, 202)),
  ),
  vatNumber: column(
    'Numéro de TVA',
    'company.vatNumber',
    sparse(0.9, 27, (index) => vatNumber(siren(index))),
  ),
  siren: column('SIREN', 'company.siren', sparse(0.9, 27, siren)),
  naf: column('Code NAF', 'company.naf', (index) => `${10 + whole(index, 28, 89)}${10 + whole(index, 29, 89)}Z`),
  revenue: column(
    'Chiffre d’affaires',
    'company.annualRevenue',
    (index) => `${1 + whole(index, 30, 9_999)}000,00`,
    changing(3, (index) => `${1 + whole(index, 30, 9_999)}500,00`),
  ),
  employees: column(
    'Effectif',
    'company.employees',
    (index) => String(1 + whole(index, 31, 400)),
    changing(3, (index) => String(501 + whole(index, 31, 400))),
  ),
  region: column('Région', 'company.salesRegion', (index) => pick(regions, index, 24), changing(2, otherRegion)),
  industry: column('Secteur d’activité', 'company.industry', (index) => pickSkewed(industries, index, 32)),
  source: column('Source', 'company.source', (index) => pick(sources, index, 33)),
  telemarketer: column('Télémarketeur', 'company.telemarketer', (index) =>
    isProspect(index) ? pick(userEmails, index, 34) : '',
  ),
  lastVisit: column(
    'Dernière visite',
    'company.lastVisit',
    sparse(0.7, 35, (index) => date(index, 36)),
    changing(3, (index) => date(index + 7, 36)),
  ),
  visitInterval: column(
    'Intervalle de visite',
    'company.visitInterval',
    (index) => pick(['30', '60', '90', '180'], index, 37),
    changing(1, (index) => String(7 + whole(index, 38, 20))),
  ),
  website: column(
    'Site Web',
    'company.website',
    sparse(0.6, 39, (index) => `https://www.${index.toString(36)}.example`),
    changing(1, (index) => `https://${index.toString(36)}.example/fr`),
  ),
  comments: column(
    'Commentaires',
    'company.comments',
    sparse(0.5, 40, (index) => pick(remarks, index, 41)),
    changing(2, (index) => `Vu le ${date(index, 42)} : ${pick(remarks, index, 43)}`),
  ),
  externalId: column('ID externe', 'company.externalId', (index) => `ERP-${index + 100_000}`),
  isReference: column('Référence commerciale', 'company.isReference', (index) =>
    noise(index, 44) < 0.1 ? 'Oui' : 'Non',
  ),
  engagementsAllowed: column('Autoriser les engagements', 'company.engagementsAllowed', (index) =>
    noise(index, 45) < 0.9 ? 'Oui' : 'Non',
  ),
  environment: column(
    'Compétences',
    'company.environment',
    sparse(0.5, 46, (index) => pick(tags, index, 47)),
  ),
} satisfies Record<string, FileColumn>
