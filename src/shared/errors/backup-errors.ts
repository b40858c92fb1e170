import type { ErrorEntries } from './error-entry.ts'

export const backupErrors = {
  'backup-exists': {
    status: 409,
    fr: 'Le fichier « {path} » existe déjà. Choisissez un autre nom.',
    en: 'The file “{path}” exists already. Choose another name.',
  },
  'backup-running': {
    status: 409,
    fr: 'Une sauvegarde est déjà en cours. Attendez qu’elle soit terminée.',
    en: 'A backup is being made already. Wait until it is done.',
  },
  'backup-not-written': {
    status: 507,
    fr: 'La sauvegarde n’a pas pu être écrite dans {directory} ({detail}). Faites de la place, ouvrez ce dossier à Rafale, ou indiquez-en un autre par RAFALE_BACKUP_DIR. Rien n’a été laissé à moitié.',
    en: 'The backup could not be written to {directory} ({detail}). Make room, open that directory to Rafale, or name another one by RAFALE_BACKUP_DIR. Nothing was left half done.',
  },
  'backup-directory-closed': {
    status: 503,
    fr: 'Le dossier des sauvegardes {directory} ne peut pas être lu ({detail}). Ouvrez-le à Rafale, ou indiquez-en un autre par RAFALE_BACKUP_DIR.',
    en: 'The directory of backups {directory} cannot be read ({detail}). Open it to Rafale, or name another one by RAFALE_BACKUP_DIR.',
  },
  'backup-unreadable': {
    status: 422,
    fr: 'Ce fichier n’est pas une sauvegarde de Rafale, ou il est incomplet ou abîmé. Rien n’a été restauré.',
    en: 'This file is no backup of Rafale, or it is incomplete or damaged. Nothing was restored.',
  },
  'backup-newer': {
    status: 409,
    fr: 'Cette sauvegarde vient de la version {version} de Rafale, inconnue ici. Restaurez-la avec cette version ou une plus récente.',
    en: 'This backup was made by version {version} of Rafale, unknown here. Restore it with that version or a later one.',
  },
  'backup-target-in-use': {
    status: 409,
    fr: 'La base n’est pas vide. Restaurez dans une base neuve (un autre RAFALE_DATA_DIR ou DATABASE_URL).',
    en: 'The database is not empty. Restore into a new one (another RAFALE_DATA_DIR or DATABASE_URL).',
  },
} as const satisfies ErrorEntries
