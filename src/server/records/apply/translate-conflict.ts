import type { Pool } from 'pg'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { bulkWriter } from '../../platform/jobs/take-turn.ts'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'

const uniqueFields: Record<string, { entity: 'company' | 'contact'; key: string }> = {
  company_code_unique: { entity: 'company', key: 'code' },
  company_external_id_unique: { entity: 'company', key: 'externalId' },
  contact_external_id_unique: { entity: 'contact', key: 'externalId' },
}

/** What PostgreSQL refused, as an error of ours: a taken unique value, a record somebody else is writing. */
export function translateConflict(error: unknown): unknown {
  const { code, constraint, detail } = error as { code?: string; constraint?: string; detail?: string }
  const unique = constraint ? uniqueFields[constraint] : undefined
  if (code === '23505' && unique) {
    const value = /=\((.*)\) already exists/.exec(detail ?? '')?.[1] ?? ''
    const field = fieldOf(unique.entity, unique.key)
    return new RafaleError('value-not-available', { value, field: field.label.fr }, unique.key)
  }
  return code === '55P03' ? new RafaleError('busy-elsewhere') : error
}

/** The same, and who keeps the record: the import, journal or undo that writes now, when there is one. */
export async function explainConflict(pool: Pool, error: unknown): Promise<unknown> {
  const told = translateConflict(error)
  if (!(told instanceof RafaleError) || told.code !== 'busy-elsewhere') return told
  const writer = await bulkWriter(pool)
  return writer === undefined ? told : new RafaleError('busy-writing', { writer })
}
