import type { ListEntity } from '../../shared/contract/record.contract.ts'
import type { EntityName } from '../../shared/catalogue/field.ts'
import { allOf, sql, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { ownerIsVisible } from './visibility.ts'

/** A table of another feature whose rows belong to companies or contacts: tasks, files, opportunities, invoices. */
export type Belonging = {
  table: string
  /** Its columns that name a company or a contact, null where a row belongs to none of that kind. */
  owners: Partial<Record<ListEntity, string>>
  /** Whether a record with such rows stays: nobody deletes it, it is archived instead (CT-13). */
  keepsOwner: boolean
}

/**
 * Every such table. A line here is all a table needs to keep its records from being deleted, at every door; its feature
 * reads it behind `belongingIsVisible`, so that a restriction reaches it (AC-5).
 */
export const belongings: Belonging[] = []

/** Whether the actor may see a row `alias` of the table: every company and contact that it names is visible to him. */
export function belongingIsVisible({ owners }: Belonging, alias: string, actor: Actor): Sql {
  return allOf(
    ownersOf(owners).map(([entity, column]) => {
      const owner = sql.id(alias, column)
      return sql`(${owner} is null or ${ownerIsVisible(entity, alias, column, actor)})`
    }),
  )
}

/** Conditions that hold for the record of that kind and id while rows of such tables keep it. */
export function keptByBelongings(entity: EntityName, id: Sql): Sql[] {
  return belongings
    .filter(({ keepsOwner }) => keepsOwner)
    .flatMap(({ table, owners }) =>
      ownersOf(owners)
        .filter(([owner]) => owner === entity)
        .map(
          ([, column]) => sql`exists (select from ${sql.id(table)} as held where ${sql.id('held', column)} = ${id})`,
        ),
    )
}

const ownersOf = (owners: Belonging['owners']) => Object.entries(owners) as [ListEntity, string][]
