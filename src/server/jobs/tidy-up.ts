import { dropOldPreviews } from '../change-sets/reversal-previews.ts'
import { forgetOldChanges } from '../change-sets/retention.ts'
import { forgetQuietRuns } from '../import/sources/start-due.ts'
import type { Services } from '../platform/services.ts'
import { dropOldNotices } from './tell-job-end.ts'
import { dropUnusedPictures } from '../records/pictures/drop-unused-pictures.ts'

/** What nobody needs any more is gone; once a night. */
export async function tidyUp({ pool }: Services): Promise<void> {
  await dropOldNotices(pool)
  await dropOldPreviews(pool)
  await forgetOldChanges(pool)
  await dropUnusedPictures(pool)
  await forgetQuietRuns(pool)
}
