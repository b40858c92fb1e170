import type { Field } from '../../shared/catalogue/field.ts'
import type { Journal } from '../../shared/contract/journal.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { findJournalField } from '../../shared/journals/operations.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { allOf, firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { demandRight, systemActor, type Actor } from '../platform/auth/actor.ts'
import { isUndone } from '../records/log/is-undone.ts'
import { searchForm } from '../records/read/filter-sql.ts'
import { seeReferences } from '../records/read/label-references.ts'
import { readJournalRules } from './journal-rules.ts'
import { countTargets } from './count-targets.ts'

/** A journal without the count of its targets, which depends on who asks. */
export type StoredJournal = Omit<Journal, 'targets' | 'mayValidate'> & {
  /** How many targets it had when it was validated. */
  frozenCount: number | null
  staleCount: number
  validatorId: number | null
  jobUserId: number | null
  /** Whoever made it or changed it. */
  preparerIds: number[]
  undoneBy: number | null
}

/**
 * Every journal as it stands. It is being validated while its job is under way: one whose job failed, was stopped or lost
 * its process is a draft again without anything being put back.
 */
const journals: Sql = sql`
  select j.number, j.entity, j.tab, j.field, j.operation, j.value, j.comment,
         case when j.change_set_id is not null then case when ${isUndone('s')} then 'undone' else 'validated' end
              when job.state = 'queued' and job.run_at is not null then 'scheduled'
              when job.state in ('queued', 'waiting', 'running') then 'validating'
              when j.submitted_at is not null then 'waiting'
              else 'draft' end as state,
         j.change_set_id is not null as "isValidated",
         coalesce(author.name, ${systemActor.name}) as author, j.created_at as "createdAt",
         case when j.change_set_id is not null then coalesce(validator.name, ${systemActor.name}) end as validator,
         j.validated_at as "validatedAt", j.job_id as job, j.change_set_id as "changeSet",
         j.restore_point_id as "restorePoint", case when j.change_set_id is null then job.error end as error,
         j.target_count as "frozenCount", j.submitted_at as "submittedAt", submitter.name as submitter, j.returned_note as "returnedNote",
         case when job.state = 'queued' then job.run_at end as "scheduledFor", j.preparer_ids as "preparerIds",
         j.stale_count as "staleCount", j.validator_id as "validatorId", job.user_id as "jobUserId", s.undone_by as "undoneBy"
    from journal as j
    left join app_user as author on author.id = j.author_id
    left join app_user as validator on validator.id = j.validator_id
    left join app_user as submitter on submitter.id = j.submitted_by
    left join change_set as s on s.id = j.change_set_id
    left join job on job.id = j.job_id`

/** Whether the actor made the journal or changed it. */
export const isPreparer = ({ userId }: Actor, { preparerIds }: StoredJournal): boolean =>
  userId !== null && preparerIds.includes(userId)

/** Journals are for whoever prepares or validates them; throws 'right-missing'. */
export function demandJournals(actor: Actor): void {
  if (!actor.rights.has('journal.validate')) demandRight(actor, 'journal.prepare')
}

/** The journal of that number; throws 'not-found', and 'right-missing' when its records are not open to the actor. */
export async function findJournal(db: Queryable, actor: Actor, number: number): Promise<StoredJournal> {
  demandJournals(actor)
  const found = await firstRow<StoredJournal>(db, sql`select * from (${journals}) as j where j.number = ${number}`)
  if (!found) throw new RafaleError('not-found')
  demandRight(actor, `${found.entity}.see`)
  return found
}

export type JournalRequest = {
  entity?: ListEntity | undefined
  state?: Journal['state'] | undefined
  search?: string | undefined
  before?: number | undefined
  limit?: number | undefined
}

/** Journals of the kinds of records open to the actor, newest first. */
export async function listJournals(
  db: Queryable,
  actor: Actor,
  { entity, state, search, before, limit = 50 }: JournalRequest,
): Promise<Shown & { next: number | null }> {
  demandJournals(actor)
  const entities = (['company', 'contact'] as const).filter((one) => actor.rights.has(`${one}.see`))
  const text = searchForm(search ?? '')
  const found = await rowsOf<StoredJournal>(
    db,
    sql`select * from (${journals}) as j
         where ${allOf([
           sql`j.entity = any(${entities}::text[])`,
           ...(entity === undefined ? [] : [sql`j.entity = ${entity}`]),
           ...(state === undefined ? [] : [sql`j.state = ${state}`]),
           ...(before === undefined ? [] : [sql`j.number < ${before}`]),
           ...(text === '' ? [] : [sql`match_text(concat_ws(' ', j.number, j.comment, j.author)) like ${`%${text}%`}`]),
         ])}
         order by j.number desc
         limit ${limit + 1}`,
  )
  const page = found.slice(0, limit)
  return {
    ...(await presented(db, actor, page)),
    next: found.length > limit ? (page.at(-1)?.number ?? null) : null,
  }
}

/** The journal as the API gives it to the actor. Throws what `findJournal` throws. */
export async function getJournal(db: Queryable, actor: Actor, number: number): Promise<Journal> {
  const { references: _, ...journal } = await showJournal(db, actor, number)
  return journal
}

/** The journal with the name of what its value refers to. Throws what `findJournal` throws. */
export async function showJournal(
  db: Queryable,
  actor: Actor,
  number: number,
): Promise<Journal & Pick<Shown, 'references'>> {
  const { journals: shown, references } = await presented(db, actor, [await findJournal(db, actor, number)])
  return { ...shown[0]!, references }
}

/** Journals with the names of the records that their values refer to; a value that refers to a hidden one is masked. */
type Shown = { journals: Journal[]; references: Record<string, string> }

const fieldOf = ({ entity, field }: StoredJournal): Field | undefined =>
  field === null ? undefined : findJournalField(entity, field)?.field

async function presented(db: Queryable, actor: Actor, found: readonly StoredJournal[]): Promise<Shown> {
  const counts = await countTargets(db, actor, found)
  const { areFourEyes } = await readJournalRules(db)
  const cells = found.flatMap((journal) => {
    const field = fieldOf(journal)
    return field && typeof journal.value === 'number' ? [{ field, value: journal.value }] : []
  })
  const { references, seen } = await seeReferences(db, actor, cells)
  const shown = found.map((journal) => {
    const field = fieldOf(journal)
    const {
      frozenCount: _count,
      staleCount: _stale,
      undoneBy: _undone,
      validatorId: _validator,
      jobUserId,
      preparerIds: _preparers,
      ...told
    } = journal
    return {
      ...told,
      value: field && typeof told.value === 'number' ? seen(field, told.value) : told.value,
      targets: counts.get(journal.number) ?? 0,
      mayValidate: actor.rights.has('journal.validate') && !(areFourEyes && isPreparer(actor, journal)),
      // Its text may count records that another one does not see.
      error: jobUserId === actor.userId || actor.rights.has('seeAll') ? told.error : null,
    }
  })
  return { journals: shown, references }
}
