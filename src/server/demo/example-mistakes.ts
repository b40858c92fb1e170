import type { ExampleRow } from './example-file.ts'

const client = { Statut: 'CLI', Pays: 'FR', Ville: 'Nantes', 'Code postal': '44000', 'Adresse Code': 'SIEGE' } as const

/** One of each mistake that the check finds: what is wrong is said in the company's name. Some take two rows. */
export const exampleMistakes: readonly (readonly ExampleRow[])[] = [
  [{ ...client, 'Code client': 'E0001', 'Raison sociale': 'Date qui n’existe pas', 'Dern. visite': '31/02/2026' }],
  [{ ...client, 'Code client': 'E0002', 'Raison sociale': 'Pays inconnu', Pays: 'ANG' }],
  [
    {
      ...client,
      'Code client': 'E0003',
      'Raison sociale': 'E-mail douteux',
      Contact: 'Paul MARTIN',
      'Adresse e-mail du contact': 'paul@@aprool.example',
    },
  ],
  [{ ...client, 'Code client': 'E0004', 'Raison sociale': 'Clé de TVA fausse', 'N° TVA': 'FR99123456782' }],
  [{ ...client, 'Code client': 'E0005' }],
  [{ ...client, 'Raison sociale': 'Sans code client' }],
  [{ ...client, 'Code client': 'E0006', 'Raison sociale': 'Région inconnue', Région: 'Lusitanie' }],
  [{ ...client, 'Code client': `E0007-${'0'.repeat(50)}`, 'Raison sociale': 'Code trop long' }],
  [
    { ...client, 'Code client': 'E0008', 'Raison sociale': 'Deux lignes en désaccord', Effectif: '12' },
    { 'Code client': 'E0008', 'Raison sociale': 'Deux lignes pas d’accord', Effectif: '21', Contact: 'Anne ROUX' },
  ],
  [{ ...client, 'Code client': 'E0009', 'Raison sociale': 'Effectif en lettres', Effectif: 'une douzaine' }],
  [{ ...client, 'Code client': 'E0010', 'Raison sociale': 'Statut inconnu', Statut: 'VIP' }],
  [{ ...client, 'Code client': 'E0011', 'Raison sociale': 'Lead sans commercial', Statut: 'Lead' }],
  [{ ...client, 'Code client': 'E0012', 'Raison sociale': 'Prospect sans télémarketeur', Statut: 'PRO' }],
  [{ ...client, 'Code client': 'E0013', 'Raison sociale': 'Commercial inconnu', Commercial: 'Jean Personne' }],
  [
    {
      ...client,
      'Code client': 'E0014',
      'Raison sociale': 'Téléphone douteux',
      Contact: 'Anne ROUX',
      'Téléphone du contact': 'poste 12',
    },
  ],
  [
    {
      ...client,
      'Code client': 'E0015',
      'Raison sociale': 'Nom de contact incertain',
      Contact: 'Marie Claire Le Bihan',
    },
  ],
  [{ ...client, 'Code client': 'E0016', 'Raison sociale': 'X'.repeat(230) }],
  [{ ...client, 'Code client': 'C000008', 'Raison sociale': 'Établissements d’un autre nom', CA: '1,2,3' }],
]
