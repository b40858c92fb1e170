import type { z } from 'zod'
import type { DeletedRecord, listDeleted as contract } from '../../shared/contract/recycle-bin.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { demandRight, systemActor, type Actor } from '../platform/auth/actor.ts'
import { allOf, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { subjectIsVisible } from '../records/log/subject-is-visible.ts'
import { searchForm } from '../records/read/filter-sql.ts'
import { isVisible } from '../records/visibility.ts'
import { wordsOf } from '../records/read/selection-sql.ts'

type Request = z.infer<NonNullable<typeof contract.query>>

/** The value a deleted record `gone` held. */
const was = (key: string): Sql => sql`(gone.fields #>> ${sql.lit(`{${key},0}`)})`
const label = sql`case when gone.entity = 'company' then ${was('name')}
  else coalesce(nullif(concat_ws(' ', upper(${was('lastName')}), ${was('firstName')}), ''), ${was('email1')}, '') end`

/** The name a deleted contact's company had when it was deleted itself; null while it is there. */
const goneOwner = sql`(
  select owner.fields #>> '{name,0}'
    from change as owner
   where owner.subject_id = ${was('company')}::bigint and owner.record_id = ${was('company')}::bigint and owner.action = 'd'
     and not exists (select from company as live where live.id = owner.record_id)
   order by owner.change_set_id desc
   limit 1)`

/** Still deleted, and this is the last time it was. */
const isInBin = sql`gone.action = 'd' and gone.entity in ('company', 'contact')
  and not exists (select from company as live where live.id = gone.record_id and gone.entity = 'company')
  and not exists (select from contact as live where live.id = gone.record_id and gone.entity = 'contact')
  and not exists (select from change as later
                   where later.subject_id = gone.record_id and later.record_id = gone.record_id
                     and later.action = 'd' and later.change_set_id > gone.change_set_id)`

/** The deleted records that the actor may see and delete, the last deleted first. */
export async function findDeleted(db: Queryable, actor: Actor, request: Request) {
  const { search, after, limit = 50 } = request
  const entities = binEntities(actor).filter((entity) => request.entity === undefined || entity === request.entity)
  const found = await rowsOf<DeletedRecord>(
    db,
    sql`select gone.entity, gone.record_id as id, ${label} as label,
               case when gone.entity = 'company' then ${was('code')}
                    else coalesce((select o.name from company as o
                                    where o.id = ${was('company')}::bigint and ${isVisible('company', 'o', actor)}),
                                  ${goneOwner}, '') end as hint,
               gone.entity = 'contact' and ${goneOwner} is not null as "needsCompany",
               s.at as "deletedAt", coalesce(author.name, ${systemActor.name}) as "deletedBy", gone.change_set_id as "changeSet",
               ${along('contact', actor)} as contacts, ${along('address', actor)} as addresses
          from change as gone
          join change_set as s on s.id = gone.change_set_id
          left join app_user as author on author.id = s.author_id
         where ${allOf([
           isInBin,
           sql`gone.entity = any(${entities}::text[])`,
           subjectIsVisible(sql`gone.record_id`, actor),
           ...wordsOf(search).map((word) => sql`${searched} like ${`%${searchForm(word)}%`}`),
           ...(after === undefined ? [] : [behind(after)]),
         ])}
         order by gone.change_set_id desc, gone.record_id
         limit ${limit + 1}`,
  )
  const records = found.slice(0, limit)
  const last = records.at(-1)
  return { records, next: found.length > limit && last ? `${last.changeSet}:${last.id}` : null }
}

const searched = sql`match_text(concat_ws(' ', ${was('name')}, ${was('alias')}, ${was('code')}, ${was('lastName')}, ${was('firstName')}, ${was('email1')}))`

/** The kinds of records whose bin is open to the actor; throws 'right-missing' when none is. */
function binEntities(actor: Actor): ListEntity[] {
  const open = (['company', 'contact'] as const).filter(
    (entity) => actor.rights.has(`${entity}.see`) && actor.rights.has(`${entity}.delete`),
  )
  if (open.length === 0) demandRight(actor, 'company.delete')
  return open
}

/** How many contacts or addresses went with it. */
const along = (entity: 'contact' | 'address', actor: Actor): Sql =>
  entity === 'contact'
    ? sql`(select count(*)::integer from change as own
            where gone.entity = 'company' and own.change_set_id = gone.change_set_id and own.entity = 'contact'
              and own.action = 'd' and (own.fields #>> '{company,0}')::bigint = gone.record_id
              and ${subjectIsVisible(sql`own.record_id`, actor)})`
    : sql`(select count(*)::integer from change as own
            where own.change_set_id = gone.change_set_id and own.entity = 'address' and own.action = 'd'
              and own.subject_id = gone.record_id)`

function behind(after: string): Sql {
  const [changeSet, id] = after.split(':').map(Number)
  if (!Number.isSafeInteger(changeSet) || !Number.isSafeInteger(id)) {
    throw new RafaleError('filter-invalid', { detail: 'after' })
  }
  return sql`(gone.change_set_id < ${changeSet}::bigint or (gone.change_set_id = ${changeSet}::bigint and gone.record_id > ${id}::bigint))`
}
