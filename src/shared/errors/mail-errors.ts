import type { ErrorEntries } from './error-entry.ts'

export const mailErrors = {
  'mail-not-set-up': {
    status: 409,
    fr: 'Aucun serveur de messagerie n’est configuré. Renseignez-le dans Administration > E-mails.',
    en: 'No mail server is set up. Set one up in Administration > E-mails.',
  },
  'mail-failed': {
    status: 502,
    fr: 'Le serveur de messagerie n’a pas pris l’e-mail : {detail}. Vérifiez l’adresse du serveur, le port, la sécurité et le compte.',
    en: 'The mail server did not take the e-mail: {detail}. Check the server’s address, port, security and account.',
  },
} as const satisfies ErrorEntries
