import type { Language } from '../../shared/errors/rafale-error.ts'

/** What to write in each column of the template, A to O (IM-9). */
export const templateHelp: Record<Language, readonly string[]> = {
  fr: [
    'Identifiant unique du client. Obligatoire, sauf si Rafale numérote lui-même. Les zéros de gauche comptent. Répétez-le sur d’autres lignes pour ajouter des adresses et des contacts au même client.',
    'Nom du client. Obligatoire.',
    'Numéro de TVA intracommunautaire, avec ou sans espaces.',
    'Code de l’adresse, unique pour ce client : il sert à la retrouver lors d’un prochain import.',
    'Nom de l’adresse, unique pour ce client.',
    'Numéro et rue.',
    'Ville de l’adresse.',
    'Code postal. Les zéros de gauche comptent.',
    'État ou province, pour les pays qui en ont : le nom ou le code.',
    'Pays en deux lettres, comme FR, BE, US ou UK ; le nom en toutes lettres est compris aussi.',
    'Oui ou Non : l’adresse par défaut du client. Sans réponse, la première adresse l’est.',
    'Nom d’un contact du client : « Prénom NOM », le nom de famille en capitales.',
    'Numéro de téléphone du contact, au bureau.',
    'Adresse e-mail du contact : elle sert à le retrouver lors d’un prochain import.',
    'Oui ou Non : le contact par défaut du client. Sans réponse, le premier contact l’est.',
  ],
  en: [
    'What tells the customer from all others. Required, unless Rafale numbers by itself. Leading zeros count. Repeat it on further rows to add addresses and contacts to the same customer.',
    'The name of the customer. Required.',
    'VAT number, with or without spaces.',
    'Code of the address, unique for this customer: a later import finds it by that.',
    'Name of the address, unique for this customer.',
    'Number and street.',
    'City of the address.',
    'Postal code. Leading zeros count.',
    'State or province, in countries that have them: its name or code.',
    'Country in two letters, such as FR, BE, US or UK; its full name is understood as well.',
    'Yes or No: the default address of the customer. Unsaid, it is the first one.',
    'Name of a contact of the customer: “First LAST”, the last name in capitals.',
    'Phone number of the contact, at work.',
    'E-mail address of the contact: a later import finds the contact by that.',
    'Yes or No: the default contact of the customer. Unsaid, it is the first one.',
  ],
}

/** The columns without which no customer is made. */
export const templateRequired = 2

export const helpTitles: Record<Language, { sheet: string; help: string; columns: readonly string[]; yes: string }> = {
  fr: {
    sheet: 'Clients',
    help: 'Aide',
    columns: ['Colonne', 'Intitulé', 'Obligatoire', 'Ce qu’on y met', 'Exemple'],
    yes: 'Oui',
  },
  en: {
    sheet: 'Customers',
    help: 'Help',
    columns: ['Column', 'Header', 'Required', 'What to write', 'Example'],
    yes: 'Yes',
  },
}
