import type { Notice } from '../contract/notice.contract.ts'
import type { Language } from '../errors/rafale-error.ts'

export type NoticeText = {
  title: string
  /** The title with its details, as a mail says it. */
  text: string
  /** Where in the application it leads. */
  path: string | null
}

const doneTexts: Record<string, Record<Language, string>> = {
  'import-apply': { fr: 'Import terminé', en: 'Import done' },
  'journal-validate': { fr: 'Mise à jour terminée', en: 'Bulk update done' },
  restore: { fr: 'Restauration terminée', en: 'Restore done' },
  transfer: { fr: 'Portefeuille transféré', en: 'Portfolio transferred' },
  backup: { fr: 'Sauvegarde terminée', en: 'Backup done' },
}
const failedTexts: Record<string, Record<Language, string>> = {
  'import-apply': { fr: 'Import non effectué', en: 'Import not done' },
  'journal-validate': { fr: 'Mise à jour non effectuée', en: 'Bulk update not done' },
  restore: { fr: 'Restauration non effectuée', en: 'Restore not done' },
  transfer: { fr: 'Portefeuille non transféré', en: 'Portfolio not transferred' },
  undo: { fr: 'Annulation non effectuée', en: 'Undo not done' },
  backup: { fr: 'Sauvegarde non effectuée', en: 'Backup not made' },
}

/** A notice in words, for the bell and for the mail. */
export function noticeText(notice: Notice, language: Language): NoticeText {
  const { subject, detail, journal, importId, changeSet, source, what } = notice
  const title = titleOf(notice, language)
  const path =
    journal !== null
      ? `/journals/${journal}`
      : importId !== null
        ? `/imports/${importId}`
        : changeSet !== null
          ? `/change-sets/${changeSet}`
          : source !== null
            ? `/imports/sources/${source}`
            : what === 'backup'
              ? '/administration/system'
              : null
  return {
    title,
    text: [`${title}${language === 'fr' ? ' : ' : ': '}${subject}`, detail].filter(Boolean).join('\n'),
    path,
  }
}

function titleOf({ kind, what, by }: Notice, language: Language): string {
  const isFrench = language === 'fr'
  const who = by ?? ''
  switch (kind) {
    case 'job-done':
      return doneTexts[what ?? '']?.[language] ?? (isFrench ? 'Traitement terminé' : 'Job done')
    case 'job-failed':
      return failedTexts[what ?? '']?.[language] ?? (isFrench ? 'Traitement en échec' : 'Job failed')
    case 'journal-waiting':
      return isFrench ? `${who} attend une validation` : `${who} waits for a validation`
    case 'journal-returned':
      return isFrench ? `${who} vous renvoie un journal` : `${who} sent a journal back to you`
    case 'journal-validated':
      return isFrench ? `${who} a validé votre journal` : `${who} validated your journal`
    case 'source-done':
      return isFrench ? 'Import récurrent effectué' : 'Recurring import done'
    case 'source-stopped':
      return isFrench ? 'Import récurrent arrêté, à examiner' : 'Recurring import stopped, to be looked at'
    case 'source-failed':
      return isFrench ? 'Import récurrent en échec' : 'Recurring import failed'
    case 'undone':
      return isFrench ? `${who} a annulé vos modifications` : `${who} undid your changes`
  }
}
