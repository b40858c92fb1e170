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
  'second-factor-needed': {
    status: 401,
    fr: 'Saisissez le code de votre application d’authentification.',
    en: 'Type the code of your authenticator.',
  },
  'second-factor-refused': {
    status: 401,
    fr: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.',
    en: 'This code is not the right one, or was used already. Wait for the next one.',
  },
  'second-factor-required': {
    status: 403,
    fr: 'Votre rôle demande un second facteur. Configurez-le dans Mon compte.',
    en: 'Your role asks for a second factor. Set it up in My account.',
  },
  'session-needed': {
    status: 403,
    fr: 'Une clé d’API ne peut pas faire cela. Connectez-vous dans le navigateur.',
    en: 'An API key cannot do this. Sign in with the browser.',
  },
  'link-expired': {
    status: 410,
    fr: 'Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.',
    en: 'This link has expired or was used already. Ask for a new one.',
  },
  'last-administrator': {
    status: 409,
    fr: 'Il doit rester au moins un administrateur actif qui puisse se connecter. Rien n’a été modifié.',
    en: 'At least one active administrator who can sign in must remain. Nothing was changed.',
  },
  'role-fixed': {
    status: 409,
    fr: 'Le rôle « {role} » est fourni avec Rafale : il ne peut être ni supprimé, ni privé de droits.',
    en: 'The role “{role}” comes with Rafale: it can neither be deleted nor lose rights.',
  },
  'role-in-use': {
    status: 409,
    fr: 'Ce rôle est celui de {users} utilisateurs. Donnez-leur d’abord un autre rôle.',
    en: 'This role is that of {users} users. Give them another role first.',
  },
  'access-empty': {
    status: 422,
    fr: 'Personne ne verrait plus cette fiche. Choisissez au moins un utilisateur ou une entité de facturation.',
    en: 'Nobody would see this record any more. Choose at least one user or billing entity.',
  },
  'access-shuts-out': {
    status: 409,
    fr: 'Vous ne verriez plus cette fiche vous-même. Ajoutez-vous à la liste, ou confirmez.',
    en: 'You would no longer see this record yourself. Add yourself to the list, or confirm.',
  },
  'access-contact-users': {
    status: 422,
    fr: 'Un contact se réserve à des utilisateurs. Pour des entités de facturation, restreignez sa société.',
    en: 'A contact is restricted to users. For billing entities, restrict its company.',
  },
  'sign-on-failed': {
    status: 502,
    fr: 'La connexion unique a échoué : {detail}. Recommencez ; si cela se répète, prévenez votre administrateur.',
    en: 'The single sign-on failed: {detail}. Try again; if it happens again, tell your administrator.',
  },
  'sign-on-unknown': {
    status: 403,
    fr: 'Aucun compte Rafale actif ne correspond à {email}, ou cette adresse n’est pas vérifiée. Demandez un accès à votre administrateur.',
    en: 'No active Rafale account matches {email}, or this address is not verified. Ask your administrator for access.',
  },
  'sign-on-only': {
    status: 403,
    fr: 'La connexion se fait par la connexion unique de votre entreprise. Utilisez son bouton.',
    en: 'Signing in is done by your company’s single sign-on. Use its button.',
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
