import type { Config } from '../../../platform/config.ts'
import type { StoredSource } from '../find-source.ts'
import { openFolder } from './folder-place.ts'
import type { Place } from './place.ts'
import { openSftp } from './sftp-place.ts'

/** The place of a source, to be closed afterwards. */
export const openPlace = ({ place, secret }: Pick<StoredSource, 'place' | 'secret'>, config: Config): Promise<Place> =>
  place.kind === 'folder' ? openFolder(config.watchDir, place.path) : openSftp(place, secret)

/** Work at a place, which is closed afterwards whatever happens. */
export async function atPlace<T>(
  source: Pick<StoredSource, 'place' | 'secret'>,
  config: Config,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const place = await openPlace(source, config)
  try {
    return await work(place)
  } finally {
    await place.close()
  }
}
