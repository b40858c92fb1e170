import { escapeIdentifier } from 'pg'

/** A table's name, with or without its schema, as SQL takes it: `rafale.stage_12` is `"rafale"."stage_12"`. */
export function quoteTableName(table: string): string {
  return table.split('.').map(escapeIdentifier).join('.')
}
