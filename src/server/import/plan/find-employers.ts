import type { ClientBase } from 'pg'
import { execute, joined, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { columnOf } from '../../records/entity-table.ts'
import { isVisible } from '../../records/visibility.ts'
import { readInstance } from '../../records/read-instance.ts'
import { employerColumns, employerForms } from './employer-key.ts'
import type { ImportMapping } from './import-mapping.ts'
import { keyForm } from '../../records/key-form.ts'
import type { StageTables } from './stage-tables.ts'

/**
 * `employer` says of every company that rows of contacts name which visible one it is: okey, company_id (null: none),
 * candidates. Found by the first of Rafale id, code, external id, VAT number and name that finds one, as long as none
 * before it says otherwise: a name does not find a company of another code.
 */
export async function findEmployers(
  client: ClientBase,
  finding: { actor: Actor; tables: StageTables; mapping: ImportMapping },
): Promise<void> {
  const { tables, mapping } = finding
  const { employer } = tables
  const [wanted, base, found] = ['wanted', 'base', 'found'].map((part) => tables.part(`employer_${part}`)) as [
    Sql,
    Sql,
    Sql,
  ]
  for (const table of [wanted, base, found, employer]) await execute(client, sql`drop table if exists ${table}`)
  const forms = employerForms(mapping, 'v')
  const keys = forms.map((_form, index) => sql.id(`k${index}`))
  const named = forms.map((form, index) => sql`min(${form}) as ${keys[index]!}`)
  await execute(
    client,
    sql`create unlogged table ${wanted} with (autovacuum_enabled = false) as
        select ${joined([sql`v.okey`, ...named])} from ${tables.read} as v where v.okey is not null group by v.okey`,
  )
  await makeBase(client, finding, base)
  for (const table of [wanted, base]) await execute(client, sql`analyze ${table}`)
  await execute(client, sql`create unlogged table ${found} (okey text, company_id bigint, candidates bigint)`)
  for (const [index, key] of keys.entries()) {
    const before = keys.slice(0, index).map((one) => sql`(b.${one} is null or w.${one} is null)`)
    await execute(
      client,
      sql`insert into ${found}
          select w.okey, min(b.id), count(*)
            from ${wanted} as w
            join ${base} as b on b.${key} = w.${key}
           where ${joined([sql`true`, ...before], ' and ')}
             and not exists (select from ${found} as f where f.okey = w.okey)
           group by w.okey`,
    )
  }
  await execute(
    client,
    sql`create unlogged table ${employer} with (autovacuum_enabled = false) as
        select w.okey, case when f.candidates = 1 then f.company_id end as company_id, coalesce(f.candidates, 0) as candidates
          from ${wanted} as w
          left join ${found} as f on f.okey = w.okey`,
  )
  await execute(client, sql`analyze ${employer}`)
  for (const table of [wanted, base, found]) await execute(client, sql`drop table ${table}`)
}

/** Every visible company with its identities in match form. */
async function makeBase(
  client: ClientBase,
  { actor, mapping }: { actor: Actor; mapping: ImportMapping },
  base: Sql,
): Promise<void> {
  const instance = await readInstance(client)
  const identities = employerColumns(mapping).map(({ target }, index) => {
    const form = target.field
      ? target.field.isUnique
        ? sql.id('r', `${target.field.column}_key`)
        : keyForm(target.field, columnOf('r', target.field))
      : sql`${instance}::text || '-' || r.id`
    return sql`${form} as ${sql.id(`k${index}`)}`
  })
  await execute(
    client,
    sql`create unlogged table ${base} with (autovacuum_enabled = false) as
        select ${joined([sql`r.id`, ...identities])} from company as r where ${isVisible('company', 'r', actor)}`,
  )
}
