import type { ErrorEntries } from './error-entry.ts'

/** Sources of recurring imports: how they are set up, why one cannot be reached, why an import was stopped. */
export const sourceErrors = {
  'source-folder-not-set': {
    status: 422,
    fr: 'Aucun dossier n’est ouvert aux imports récurrents. Demandez à l’exploitant de Rafale de renseigner RAFALE_WATCH_DIR.',
    en: 'No folder is open to recurring imports. Ask the operator of Rafale to set RAFALE_WATCH_DIR.',
  },
  'source-folder-outside': {
    status: 422,
    fr: 'Le dossier « {path} » n’est pas sous celui que l’exploitant a ouvert, ou un lien en sort. Choisissez-en un autre.',
    en: 'The folder “{path}” is not below the one that the operator opened, or a link leads out of it. Choose another one.',
  },
  'source-folder-missing': {
    status: 422,
    fr: 'Le dossier « {path} » est introuvable ou ne peut pas être lu. Vérifiez qu’il existe et que Rafale y a accès.',
    en: 'The folder “{path}” cannot be found or read. Check that it exists and that Rafale has access to it.',
  },
  'source-unreachable': {
    status: 502,
    fr: 'Le serveur « {host} » n’a pas pu être joint : {detail}. Vérifiez son nom, son port et le réseau.',
    en: 'The server “{host}” could not be reached: {detail}. Check its name, its port and the network.',
  },
  'source-refused': {
    status: 502,
    fr: 'Le serveur « {host} » refuse l’utilisateur « {user} ». Vérifiez le nom, le mot de passe ou la clé.',
    en: 'The server “{host}” refuses the user “{user}”. Check the name, the password or the key.',
  },
  'source-host-key-changed': {
    status: 502,
    fr: 'La clé du serveur « {host} » a changé ({found} au lieu de {expected}) : la connexion est refusée. Si ce changement est voulu, oubliez l’empreinte et testez de nouveau.',
    en: 'The key of the server “{host}” changed ({found} instead of {expected}): the connection is refused. If the change is meant, forget the fingerprint and test again.',
  },
  'source-not-tested': {
    status: 422,
    fr: 'La clé du serveur « {host} » n’est pas encore connue. Testez la source une fois, et comparez l’empreinte.',
    en: 'The key of the server “{host}” is not known yet. Test the source once, and compare the fingerprint.',
  },
  'source-key-unreadable': {
    status: 422,
    fr: 'La clé privée ne peut pas être lue. Collez-la en entier (OpenSSH ou PEM), avec sa phrase de passe si elle en a une.',
    en: 'The private key cannot be read. Paste all of it (OpenSSH or PEM), with its passphrase if it has one.',
  },
  'source-schedule-invalid': {
    status: 422,
    fr: '« {expression} » ne dit aucun moment à venir dans le fuseau « {zone} ». Écrivez cinq champs : minute, heure, jour, mois, jour de semaine.',
    en: '“{expression}” names no moment to come in the time zone “{zone}”. Write five fields: minute, hour, day, month, day of the week.',
  },
  'source-limit-needed': {
    status: 422,
    fr: 'Une source qui supprime doit avoir une limite de suppressions. Indiquez-la.',
    en: 'A source that deletes must have a limit of deletions. Set one.',
  },
  'source-user-not-allowed': {
    status: 403,
    fr: 'Seul un administrateur peut régler une source qui importe au nom de quelqu’un d’autre.',
    en: 'Only an administrator can set up a source that imports in the name of somebody else.',
  },
  'source-user-gone': {
    status: 409,
    fr: '{user}, au nom de qui cette source importe, n’est plus actif : elle est arrêtée. Choisissez quelqu’un d’autre.',
    en: '{user}, in whose name this source imports, is no longer active: it is stopped. Choose somebody else.',
  },
  'source-user-lacks-right': {
    status: 409,
    fr: '{user}, au nom de qui cette source importe, n’a plus le droit d’importer : elle est arrêtée.',
    en: '{user}, in whose name this source imports, may no longer import: it is stopped.',
  },
  'source-mapping-gone': {
    status: 409,
    fr: 'Le mappage n’existe plus, ou n’est pas partagé avec la personne au nom de qui la source importe. Choisissez-en un autre.',
    en: 'The mapping no longer exists, or is not shared with the person in whose name the source imports. Choose another one.',
  },
  'source-running': {
    status: 409,
    fr: 'Cette source est en cours d’exécution. Attendez qu’elle ait fini.',
    en: 'This source is running. Wait until it is done.',
  },
  'source-waits': {
    status: 409,
    fr: 'L’import de « {file} » a été arrêté et attend dans l’assistant. Importez-le ou supprimez-le : les fichiers suivants attendent.',
    en: 'The import of “{file}” was stopped and waits in the wizard. Import or delete it: the files after it wait.',
  },
  'source-cannot-move': {
    status: 409,
    fr: '« {file} » n’a pas pu être rangé ({detail}). Il ne sera pas repris ; donnez à Rafale le droit d’écrire dans le dossier.',
    en: '“{file}” could not be put away ({detail}). It will not be taken again; let Rafale write in the folder.',
  },
  'source-file-known': {
    status: 409,
    fr: 'Même contenu que « {file} », déjà pris : rien n’a été importé.',
    en: 'Same content as “{file}”, taken before: nothing was imported.',
  },
  'source-gave-up': {
    status: 500,
    fr: 'Ce fichier a interrompu {count} exécutions. Importez-le dans l’assistant pour voir ce qu’il a.',
    en: 'This file broke off {count} runs. Import it in the wizard to see what it has.',
  },
  'source-limit-creations': {
    status: 409,
    fr: '{actual} créations : plus que la limite de la source ({limit}).',
    en: '{actual} creations: more than the limit of the source ({limit}).',
  },
  'source-limit-updates': {
    status: 409,
    fr: '{actual} modifications : plus que la limite de la source ({limit}).',
    en: '{actual} updates: more than the limit of the source ({limit}).',
  },
  'source-limit-deletions': {
    status: 409,
    fr: '{actual} suppressions : plus que la limite de la source ({limit}).',
    en: '{actual} deletions: more than the limit of the source ({limit}).',
  },
  'source-limit-refused': {
    status: 409,
    fr: '{actual} lignes refusées : plus que la limite de la source ({limit}).',
    en: '{actual} refused rows: more than the limit of the source ({limit}).',
  },
  'source-header-added': {
    status: 409,
    fr: 'Titres apparus depuis que le mappage a été enregistré : {headers}.',
    en: 'Headers that appeared since the mapping was saved: {headers}.',
  },
  'source-header-gone': {
    status: 409,
    fr: 'Titres disparus depuis que le mappage a été enregistré : {headers}.',
    en: 'Headers that are gone since the mapping was saved: {headers}.',
  },
  'source-deletion-hindered': {
    status: 409,
    fr: 'Rien ne peut être supprimé : une ligne n’a pas de clé utilisable, ou aucune fiche n’a été retrouvée.',
    en: 'Nothing can be deleted: a row has no usable key, or no record was found.',
  },
} as const satisfies ErrorEntries
