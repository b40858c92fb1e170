import type { SlotName } from '../platform/secrets/slots.ts'
import { readKeyring } from '../platform/secrets/keyring.ts'
import { keyInForce } from '../platform/secrets/secrets.ts'
import type { Services } from '../platform/services.ts'
import { countForeign, findUnreadable } from './sealed-columns.ts'

type Installation = Pick<Services, 'pool' | 'config'>

export type SecretsState = {
  /** The key in force is here. */
  isKeyHere: boolean
  key: string | undefined
  /** Where the key is, or should be. */
  place: string
  fault: string | undefined
  isOpenToOthers: boolean
  /** Values that another key sealed. */
  unreadable: number
}

/** Whether the key is here, and whether it is that of everything that is sealed. */
export async function secretsState({ pool, config }: Installation): Promise<SecretsState> {
  const { keys, place, fault, isOpenToOthers = false } = await readKeyring(config)
  const key = await keyInForce(pool)
  const isKeyHere = key !== undefined && keys.some(({ id }) => id === key)
  return { isKeyHere, key, place, fault, isOpenToOthers, unreadable: await countForeign(pool, keys) }
}

const told: Record<SlotName, string> = {
  'app_user.totp_secret': 'second factors that cannot be read: recovery codes are good, or take them off (rafale user)',
  'import_source.secret': 'passwords of recurring imports that cannot be read: put the key back, or type them again',
  'mail.text': 'waiting mails that cannot be read: put the key back, or give them up (rafale secrets rotate --lost)',
  'setting.secret': 'passwords of mail or single sign-on that cannot be read: put the key back, or type them again',
}

type Finding = { check: string; count: number; sample: (string | number)[] }

/** The same as findings of `rafale doctor`, with what to do; everything sealed is opened, so that a damaged value is found too. */
export async function examineSecrets(services: Installation): Promise<Finding[]> {
  const { isKeyHere, key, place, fault, isOpenToOthers } = await secretsState(services)
  const unreadable = await findUnreadable(services.pool, (await readKeyring(services.config)).keys)
  const keyCheck = isKeyHere
    ? `the key of the secrets, in ${place}`
    : `the key of the secrets is not here: put it back in ${place} (${fault ?? 'it is another one'}), or, if it is lost for good, rafale secrets rotate --lost`
  return [
    { check: keyCheck, count: isKeyHere ? 0 : 1, sample: key === undefined ? [] : [key] },
    { check: `${place} can be read by others: chmod 600`, count: isOpenToOthers ? 1 : 0, sample: [] },
    ...unreadable.map(({ name, rows }) => ({ check: told[name], count: rows.length, sample: rows.slice(0, 5) })),
  ]
}
