import type { Field, Label } from '../../../shared/catalogue/field.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Sheet } from '../../platform/files/sheet.ts'
import type { StoredJournal } from '../find-journal.ts'

export type FileCounts = { change: number; unchanged: number; refused: number }

type About = { journal: StoredJournal; field: Field; part: 'preview' | 'result'; counts: FileCounts; actor: Actor }

const label = (fr: string, en: string): Label => ({ fr, en })

/** The sheet that says what journal the lines are of, who prepared and validated it, and when the file was made. */
export async function factsSheet(db: Queryable, { journal, field, part, counts, actor }: About): Promise<Sheet> {
  const { language } = actor
  const { number, author, createdAt, validator, validatedAt, comment, changeSet, restorePoint } = journal
  const { created, validated, now } = await onlyRow<Record<'created' | 'validated' | 'now', string | null>>(
    db,
    sql`select ${local(sql`${createdAt}::timestamptz`)} as created, ${local(sql`${validatedAt}::timestamptz`)} as validated,
               ${local(sql`now()`)} as now`,
  )
  const facts: [Label, string | number | null][] = [
    [label('Journal n°', 'Journal no.'), number],
    [label('Champ à modifier', 'Field to change'), field.label[language]],
    [label('Commentaire', 'Comment'), comment],
    [label('Préparé par', 'Prepared by'), author],
    [label('Préparé le', 'Prepared on'), created],
    ...(part === 'preview'
      ? ([
          [label('Fiches qui changeraient', 'Records that would change'), counts.change],
          [label('Fiches inchangées', 'Records unchanged'), counts.unchanged],
          [label('Fiches refusées', 'Records refused'), counts.refused],
        ] satisfies [Label, number][])
      : ([
          [label('Validé par', 'Validated by'), validator],
          [label('Validé le', 'Validated on'), validated],
          [label('Lot de modifications', 'Change set'), changeSet],
          [label('Point de restauration', 'Restore point'), restorePoint],
          [label('Annulé depuis', 'Undone since'), yesNo(journal.state === 'undone', language)],
          [label('Fiches modifiées', 'Records changed'), counts.change],
          [label('Fiches inchangées', 'Records unchanged'), counts.unchanged],
          [label('Fiches refusées', 'Records refused'), counts.refused],
        ] satisfies [Label, string | number | null][])),
    [label('Fichier établi par', 'File made by'), actor.name],
    [label('Fichier établi le', 'File made on'), now],
  ]
  return {
    name: 'Journal',
    columns: [
      { header: label('Information', 'Fact')[language], kind: 'text', width: 28 },
      { header: label('Valeur', 'Value')[language], kind: 'text', width: 60 },
    ],
    rows: [facts.map(([name, value]) => [name[language], value === null ? null : String(value)])],
  }
}

/** A moment as the clocks of the installation show it, the same in both languages. */
const local = (moment: ReturnType<typeof sql>) => sql`to_char(local_time_of(${moment}), 'YYYY-MM-DD HH24:MI')`

const yesNo = (is: boolean, language: Language) => (is ? label('Oui', 'Yes') : label('Non', 'No'))[language]
