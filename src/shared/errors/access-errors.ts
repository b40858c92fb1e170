import type { ErrorEntries } from './error-entry.ts'

export const accessErrors = {
  'signed-out': {
    status: 401,
    fr: 'Votre session est terminée. Reconnectez-vous.',
    en: 'Your session has ended. Sign in again.',
  },
  'right-missing': {
    status: 403,
    fr: 'Vous n’avez pas le droit « {right} ». Demandez-le à votre administrateur.',
    en: 'You lack the right “{right}”. Ask your administrator for it.',
  },
  'sign-in-refused': { status: 401, fr: 'E-mail ou mot de passe incorrect.', en: 'Wrong e-mail or password.' },
  'sign-in-throttled': {
    status: 429,
    fr: 'Trop d’essais. Attendez {seconds} secondes avant de réessayer.',
    en: 'Too many attempts. Wait {seconds} seconds before trying again.',
  },
  'already-set-up': {
    status: 409,
    fr: 'L’installation a déjà un administrateur. Connectez-vous.',
    en: 'The installation already has an administrator. Sign in.',
  },
  'cross-site': {
    status: 403,
    fr: 'Demande refusée : elle vient d’un autre site.',
    en: 'Request refused: it comes from another site.',
  },
  'confirmation-wrong': {
    status: 422,
    fr: 'Le nombre saisi ({typed}) n’est pas celui qui est attendu ({expected}). Rien n’a été modifié.',
    en: 'The number typed ({typed}) is not the expected one ({expected}). Nothing was changed.',
  },
} as const satisfies ErrorEntries
