import type { ErrorEntries } from './error-entry.ts'

export const secretErrors = {
  'secret-key-missing': {
    status: 503,
    fr: 'Rafale ne trouve plus la clé avec laquelle ses mots de passe enregistrés (messagerie, connexion unique, imports récurrents) et ses seconds facteurs sont chiffrés. Un administrateur la remet en place, ou en fait une nouvelle et les saisit de nouveau : « rafale doctor » dit comment.',
    en: 'Rafale no longer finds the key that its stored passwords (mail, single sign-on, recurring imports) and second factors are encrypted with. An administrator puts it back, or makes a new one and types them again: “rafale doctor” says how.',
  },
  'secret-damaged': {
    status: 500,
    fr: 'Un mot de passe enregistré ne peut pas être déchiffré : il a été modifié hors de Rafale. Un administrateur le saisit de nouveau.',
    en: 'A stored password cannot be decrypted: it was changed outside of Rafale. An administrator types it again.',
  },
  'second-factor-unreadable': {
    status: 503,
    fr: 'Le code de votre application ne peut pas être vérifié : la clé de chiffrement de Rafale manque. Saisissez un de vos codes de secours, ou demandez à votre administrateur de retirer votre second facteur.',
    en: 'The code of your authenticator cannot be checked: the encryption key of Rafale is missing. Type one of your recovery codes, or ask your administrator to take your second factor off.',
  },
  'secret-key-given': {
    status: 409,
    fr: 'La clé est donnée par RAFALE_SECRET_KEY ou RAFALE_SECRET_KEY_FILE : Rafale ne la change pas. Mettez-y une nouvelle clé devant l’ancienne, séparées par une virgule, et redémarrez Rafale : tout est chiffré avec la première. Retirez ensuite l’ancienne.',
    en: 'The key is given by RAFALE_SECRET_KEY or RAFALE_SECRET_KEY_FILE: Rafale does not change it. Put a new key before the old one, with a comma between them, and restart Rafale: everything is encrypted with the first. Then take the old one away.',
  },
  'secret-key-not-lost': {
    status: 409,
    fr: 'La clé est là : rien n’est perdu, et rien n’a été modifié. Pour la changer, « rafale secrets rotate » sans --lost.',
    en: 'The key is here: nothing is lost, and nothing was changed. To change it, “rafale secrets rotate” without --lost.',
  },
} as const satisfies ErrorEntries
