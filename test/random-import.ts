/** Imports of every kind on whatever the base holds: keys, policies, empty and broken cells, repeated codes. */
import fc from 'fast-check'
import type { TextImport } from './factories/import-text.ts'

export type ImportDraft = Pick<TextImport, 'text' | 'columns' | 'settings'>

const names = ['Aprool', 'Blou', 'Cotillon', 'Dupré', 'APROOL', 'Été', 'Neuf']
const codes = ['N0-0-0', 'N1-1-0', 'N2-2-0', 'I1', 'I2', 'i1', '00I3', '']

type Column = { header: string; targets: string[]; canBeKey: boolean; cell: fc.Arbitrary<string> }

const oneOf = (...cells: string[]) => fc.constantFrom(...cells)
const columns: Column[] = [
  {
    header: 'Nom',
    targets: ['company.name:overwrite', 'company.name:keep', 'company.name:fill'],
    canBeKey: true,
    cell: oneOf(...names, ''),
  },
  { header: 'Code', targets: ['company.code:overwrite'], canBeKey: true, cell: oneOf(...codes) },
  {
    header: 'Alias',
    targets: ['company.alias:overwrite', 'company.alias:fill'],
    canBeKey: true,
    cell: oneOf(...names, '', ''),
  },
  {
    header: 'ID',
    targets: ['company.externalId:overwrite', 'company.externalId:keep'],
    canBeKey: true,
    cell: oneOf('E1', 'E2', 'E3', ''),
  },
  {
    header: 'Effectif',
    targets: ['company.employees:greater', 'company.employees:overwrite'],
    canBeKey: false,
    cell: oneOf('5', '50', 'douze', '', '99999999999'),
  },
  {
    header: 'CA',
    targets: ['company.annualRevenue:overwrite'],
    canBeKey: false,
    cell: oneOf('1 234,567', '12', '', 'x', '999999999999999,999'),
  },
  {
    header: 'Visite',
    targets: ['company.lastVisit:greater', 'company.lastVisit:fill'],
    canBeKey: false,
    cell: oneOf('21/02/2026', '31/02/2026', ''),
  },
  { header: 'Exonéré', targets: ['company.isTaxExempt:overwrite'], canBeKey: false, cell: oneOf('oui', 'non', '') },
  { header: 'N° exo', targets: ['company.taxExemptionId:overwrite'], canBeKey: false, cell: oneOf('X1', '') },
  {
    header: 'Tags',
    targets: ['company.environment:add', 'company.environment:overwrite'],
    canBeKey: false,
    cell: oneOf('SAP', 'SAP; AWS', 'Sage|OVHcloud', '', 'inconnu'),
  },
  {
    header: 'Ville',
    targets: ['address.city:overwrite', 'address.city:fill'],
    canBeKey: true,
    cell: oneOf('Nantes', 'Rezé', ''),
  },
  {
    header: 'Rue',
    targets: ['address.line1:overwrite'],
    canBeKey: false,
    cell: oneOf('1 rue du Port', '2 quai Nord', ''),
  },
  { header: 'Adresse', targets: ['address.name:overwrite'], canBeKey: false, cell: oneOf('Siège', 'Dépôt', '') },
  {
    header: 'Contact',
    targets: ['contact.fullName:overwrite'],
    canBeKey: false,
    cell: oneOf('Mme BLOU Hélène', 'Louis Brin', ''),
  },
  {
    header: 'Courriel',
    targets: ['contact.email1:overwrite', 'contact.email1:fill'],
    canBeKey: false,
    cell: oneOf('a@exemple.fr', 'b@exemple.fr', 'c', ''),
  },
  { header: 'Parti', targets: ['contact.hasLeft:overwrite'], canBeKey: false, cell: oneOf('oui', 'non', '') },
  { header: 'Défaut', targets: ['contact.isDefault'], canBeKey: false, cell: oneOf('oui', '') },
]

/** Some of the columns, one at least a key, and a few rows under them. */
export const randomImport: fc.Arbitrary<ImportDraft> = fc
  .subarray(columns, { minLength: 2, maxLength: 9 })
  .chain((chosen) =>
    fc.record({
      targets: fc.tuple(...chosen.map((column) => fc.constantFrom(...column.targets))),
      keys: fc.tuple(...chosen.map((column) => fc.boolean().map((isKey) => isKey && column.canBeKey))),
      rows: fc.array(fc.tuple(...chosen.map((column) => column.cell)), { minLength: 1, maxLength: 7 }),
      mode: fc.constantFrom('update', 'update', 'add'),
      createsMissing: fc.boolean(),
      emptyCells: fc.constantFrom('ignore', 'erase'),
      headers: fc.constant(chosen.map(({ header }) => header)),
    }),
  )
  .filter(({ keys, mode, targets }) =>
    mode === 'add' ? targets.some((one) => one.startsWith('company.name')) : keys.some(Boolean),
  )
  .map(({ targets, keys, rows, mode, createsMissing, emptyCells, headers }): ImportDraft => ({
    text: [headers, ...rows].map((cells) => cells.join('\t')).join('\n') + '\n',
    columns: targets.map((target, index) => (keys[index] ? target.replace(/(:|$)/, '*$1') : target)),
    settings: { mode, createsMissing, emptyCells },
  }))
