import { sql } from '../../../platform/database/sql.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { newOf } from '../../entity-table.ts'
import { pictureIsVisible } from '../../pictures/picture-is-visible.ts'
import { differs, type PlanTable } from '../plan.ts'
import { rule, type RuleQuery } from './rule.ts'

/** A picture was brought before it is put on a record, or is one that the actor sees. */
export const pictureRules = (table: PlanTable, actor: Actor): RuleQuery[] =>
  table.fields
    .filter(({ type }) => type === 'picture')
    .map((field) => {
      const hash = newOf(field, 'p')
      const isGiven = sql`${hash} is not null and (p.action = 'c' or ${differs(field)})`
      return rule(table, field, 'picture-unknown', sql`${isGiven} and not ${pictureIsVisible(hash, actor)}`)
    })
