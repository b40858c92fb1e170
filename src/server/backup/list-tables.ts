import { rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import type { ArchiveHead } from './archive.ts'

/** Every table of the application with the columns that are stored, those a table refers to before it. */
export async function listTables(db: Queryable): Promise<ArchiveHead['tables']> {
  const tables = await rowsOf<{ name: string; columns: string[]; needs: string[] }>(
    db,
    sql`select c.relname as name,
               array(select a.attname::text from pg_attribute as a
                      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                      order by a.attnum) as columns,
               array(select f.confrelid::regclass::text from pg_constraint as f
                      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
          from pg_class as c
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
         order by c.relname`,
  )
  const ordered: ArchiveHead['tables'] = []
  const left = new Map(tables.map((table) => [table.name, table]))
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ needs }) => !needs.some((name) => left.has(name)))
    if (ready.length === 0) throw new Error(`Tables that need each other: ${[...left.keys()].join(', ')}`)
    for (const { name, columns } of ready) {
      ordered.push({ name, columns })
      left.delete(name)
    }
  }
  return ordered
}
