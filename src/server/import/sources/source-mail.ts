import type { SourceFile } from '../../../shared/contract/import-source.contract.ts'
import { errorText, type Language } from '../../../shared/errors/rafale-error.ts'
import { presentFile } from './find-source.ts'
import type { Said } from './tell-source.ts'

const outcomes: Record<SourceFile['outcome'], Record<Language, string>> = {
  taken: { fr: 'en cours', en: 'under way' },
  applied: { fr: 'importé', en: 'imported' },
  stopped: { fr: 'arrêté, à examiner dans l’assistant', en: 'stopped, to be looked at in the wizard' },
  known: { fr: 'déjà pris, rien n’a été importé', en: 'taken before, nothing was imported' },
  refused: { fr: 'refusé', en: 'refused' },
  dropped: { fr: 'brouillon supprimé', en: 'draft deleted' },
}

const texts = {
  fr: {
    done: (count: number) => (count === 1 ? '1 fichier importé' : `${count} fichiers importés`),
    look: (count: number) => (count === 1 ? '1 fichier à examiner' : `${count} fichiers à examiner`),
    failed: 'n’a pas pu s’exécuter',
    off: 'La source est arrêtée ; réglez-la et remettez-la en marche.',
    counts: { read: 'lues', created: 'créées', updated: 'modifiées', unchanged: 'inchangées', refused: 'refusées' },
    rows: 'Lignes',
    deleted: 'fiches supprimées',
    planned: 'Prévu, non écrit',
    colon: ' : ',
  },
  en: {
    done: (count: number) => (count === 1 ? '1 file imported' : `${count} files imported`),
    look: (count: number) => (count === 1 ? '1 file to look at' : `${count} files to look at`),
    failed: 'could not run',
    off: 'The source is stopped; set it right and switch it on again.',
    counts: { read: 'read', created: 'created', updated: 'updated', unchanged: 'unchanged', refused: 'refused' },
    rows: 'Rows',
    deleted: 'records deleted',
    planned: 'Planned, not written',
    colon: ': ',
  },
} as const

/** What one run did, as a mail says it: each file with its counts, its reasons and where to look. No value of a record. */
export function sourceMail(
  { source, files, trouble, base }: Said,
  language: Language,
): { subject: string; text: string } {
  const text = texts[language]
  const good = files.filter(({ outcome }) => outcome === 'applied').length
  const titles = [
    ...(good > 0 ? [text.done(good)] : []),
    ...(files.length > good ? [text.look(files.length - good)] : []),
    ...(trouble ? [text.failed] : []),
  ]
  const blocks = files.map((file) => fileLines(presentFile(file, language), { language, base }))
  if (trouble) blocks.push([errorText(trouble.code, trouble.params, language), ...(source.isActive ? [] : [text.off])])
  return {
    subject: `Rafale · ${source.name}${text.colon}${titles.join(', ')}`,
    text: [...blocks.map((lines) => lines.join('\n')), `${base}/imports/sources/${source.id}`].join('\n\n'),
  }
}

type Writing = { language: Language; base: string }

function fileLines(file: SourceFile, { language, base }: Writing): string[] {
  const text = texts[language]
  const { counts } = file
  const said = (Object.keys(text.counts) as (keyof typeof text.counts)[])
    .map((name) => `${(counts?.[name] ?? 0).toLocaleString(language)} ${text.counts[name]}`)
    .join(', ')
  const deleted = counts && counts.deleted > 0 ? ` ; ${counts.deleted.toLocaleString(language)} ${text.deleted}` : ''
  const head = file.outcome === 'applied' ? text.rows : text.planned
  return [
    `${file.name}${text.colon}${outcomes[file.outcome][language]}`,
    ...file.reasons.map(({ message }) => `- ${message}`),
    ...(counts ? [`${head}${text.colon}${said}${deleted}`] : []),
    ...(file.import === null ? [] : [`${base}/imports/${file.import}`]),
  ]
}
