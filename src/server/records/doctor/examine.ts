/** `rafale doctor`: whether everything that holds without foreign keys does hold. */
import type { Queryable } from '../../platform/database/sql.ts'
import { findOrphans, type Finding } from './find-orphans.ts'
import { findStaleSearch } from './find-stale-search.ts'
import { findStaleStages } from './find-stale-stages.ts'

/** Every check with what it found; the base is well when each count is 0. */
export async function examine(db: Queryable): Promise<Finding[]> {
  return [...(await findOrphans(db)), ...(await findStaleSearch(db)), await findStaleStages(db)]
}
