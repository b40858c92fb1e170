import type { EntityName } from '../../../shared/catalogue/field.ts'
import type { ImportMapping } from './import-mapping.ts'

type Defaults = Record<string, string | number | boolean>

/** Values of created records in columns the file lacks, by field: client by default, and what the settings say. */
export function defaultsOf({ settings }: ImportMapping, entity: EntityName): Defaults {
  const given = Object.entries(settings.defaults).flatMap(([path, value]) =>
    path.startsWith(`${entity}.`) && path !== 'contact.company'
      ? [[path.slice(entity.length + 1), value] as const]
      : [],
  )
  return { ...(entity === 'company' ? { salesStatus: 'client' } : {}), ...Object.fromEntries(given) }
}
