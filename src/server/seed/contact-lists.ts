import type { SuppliedValue } from './supplied-value.ts'

/** The values a new installation has in the lists of contacts. */
export const contactLists = {
  civility: [
    ['M.', 'M.', 'Mr'],
    ['Mme', 'Mme', 'Mrs'],
    ['Mlle', 'Mlle', 'Miss'],
    ['Dr', 'Dr', 'Dr'],
    ['Me', 'Maître', 'Maître'],
    ['Pr', 'Pr', 'Prof.'],
  ],
  contactType: [
    ['decision-maker', 'Décideur', 'Decision maker'],
    ['prescriber', 'Prescripteur', 'Influencer'],
    ['buyer', 'Acheteur', 'Buyer'],
    ['technical', 'Interlocuteur technique', 'Technical contact'],
    ['user', 'Utilisateur', 'User'],
    ['accounting', 'Comptabilité', 'Accounts'],
    ['assistant', 'Assistant', 'Assistant'],
    ['other', 'Autre', 'Other'],
  ],
  department: [
    [
      'management',
      'Direction',
      'Management',
      [
        ['general-management', 'Direction générale', 'General management'],
        ['secretariat', 'Secrétariat de direction', 'Executive secretariat'],
      ],
    ],
    [
      'finance',
      'Finance',
      'Finance',
      [
        ['accounting', 'Comptabilité', 'Accounting'],
        ['controlling', 'Contrôle de gestion', 'Controlling'],
        ['treasury', 'Trésorerie', 'Treasury'],
      ],
    ],
    [
      'hr',
      'Ressources humaines',
      'Human resources',
      [
        ['recruitment', 'Recrutement', 'Recruitment'],
        ['payroll', 'Paie', 'Payroll'],
        ['training', 'Formation', 'Training'],
      ],
    ],
    ['marketing', 'Marketing', 'Marketing', [['communication', 'Communication', 'Communication']]],
    [
      'sales',
      'Commercial',
      'Sales',
      [
        ['sales-administration', 'Administration des ventes', 'Sales administration'],
        ['customer-service', 'Service clientèle', 'Customer service'],
      ],
    ],
    [
      'it',
      'Informatique',
      'IT',
      [
        ['development', 'Études et développement', 'Development'],
        ['operations', 'Exploitation', 'Operations'],
        ['support', 'Support', 'Support'],
        ['security', 'Sécurité', 'Security'],
      ],
    ],
    [
      'production',
      'Production',
      'Production',
      [
        ['maintenance', 'Maintenance', 'Maintenance'],
        ['methods', 'Méthodes', 'Methods'],
      ],
    ],
    ['purchasing', 'Achats', 'Purchasing'],
    ['logistics', 'Logistique', 'Logistics'],
    ['quality', 'Qualité', 'Quality'],
    ['research', 'Recherche et développement', 'Research and development'],
    ['legal', 'Juridique', 'Legal'],
    ['general-services', 'Services généraux', 'General services'],
  ],
} as const satisfies Record<string, readonly SuppliedValue[]>
