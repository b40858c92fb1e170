import type { ErrorEntries } from './error-entry.ts'

export const systemErrors = {
  internal: {
    status: 500,
    fr: 'Une erreur inattendue s’est produite (référence {reference}). Rien n’a été modifié. Réessayez ; si cela se répète, transmettez cette référence à votre administrateur.',
    en: 'Something unexpected went wrong (reference {reference}). Nothing was changed. Try again; if it happens again, give this reference to your administrator.',
  },
  'not-found': {
    status: 404,
    fr: 'Cet élément n’existe pas ou ne vous est pas accessible.',
    en: 'This does not exist or is not open to you.',
  },
  'invalid-request': {
    status: 400,
    fr: 'La demande est mal formée : {detail}',
    en: 'The request is malformed: {detail}',
  },
  'too-many-requests': {
    status: 429,
    fr: 'Trop de demandes. Attendez {seconds} secondes.',
    en: 'Too many requests. Wait {seconds} seconds.',
  },
  'busy-writing': {
    status: 409,
    fr: '{writer} est en train d’écrire. Réessayez dans quelques instants.',
    en: '{writer} is writing. Try again in a moment.',
  },
  'busy-elsewhere': {
    status: 409,
    fr: 'Quelqu’un d’autre est en train d’écrire ici. Réessayez dans quelques instants.',
    en: 'Somebody else is writing here. Try again in a moment.',
  },
  'job-user-gone': {
    status: 403,
    fr: 'La personne pour qui ce travail devait se faire n’est plus active. Rien n’a été modifié ; quelqu’un d’autre peut le relancer.',
    en: 'The person for whom this work was to be done is no longer active. Nothing was changed; somebody else can start it again.',
  },
  'job-lost': {
    status: 500,
    fr: 'Le serveur s’est arrêté pendant ce travail. La base est restée telle qu’elle était avant ; relancez-le.',
    en: 'The server stopped during this work. The base is as it was before; start it again.',
  },
} as const satisfies ErrorEntries
