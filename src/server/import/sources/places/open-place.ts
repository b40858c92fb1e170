import { sourceSlot } from '../../../platform/secrets/slots.ts'
import type { Services } from '../../../platform/services.ts'
import type { StoredSource } from '../find-source.ts'
import { openFolder } from './folder-place.ts'
import type { Place } from './place.ts'
import { openSftp, type SftpSecret } from './sftp-place.ts'

type PlaceOfSource = Pick<StoredSource, 'id' | 'place' | 'secret'>

/** The place of a source, to be closed afterwards. */
async function openPlace({ id, place, secret }: PlaceOfSource, { config, secrets }: Services): Promise<Place> {
  if (place.kind === 'folder') return openFolder(config.watchDir, place.path)
  const opened = secret === null ? null : (JSON.parse(await secrets.open(sourceSlot(id), secret)) as SftpSecret)
  return openSftp(place, opened)
}

/** Work at a place, which is closed afterwards whatever happens. */
export async function atPlace<T>(
  source: PlaceOfSource,
  services: Services,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const place = await openPlace(source, services)
  try {
    return await work(place)
  } finally {
    await place.close()
  }
}
