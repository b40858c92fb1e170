import { sql } from './sql.ts'

/**
 * A column that keeps a subquery from being merged into the query around it, which would work out its expressions as
 * often as they are named there; unlike OFFSET 0 it leaves the whole to parallel workers.
 */
export const fence = sql`clock_timestamp() as fence`
