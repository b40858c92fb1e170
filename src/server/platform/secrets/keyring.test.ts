import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { keyOf, makeKey } from './cipher.ts'
import { addKeys, ownKeyFile, readKeyring, writeKeyFile } from './keyring.ts'
import { parseKeys } from './parse-keys.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rafale-keys-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const config = (env: Record<string, string> = {}) => readConfig({ RAFALE_DATA_DIR: dataDir, ...env })

it('a key file is its owner’s alone, whole, and read back', async () => {
  const keys = [makeKey(), makeKey()]
  await writeKeyFile(config(), keys)
  expect((await stat(ownKeyFile(config()))).mode & 0o777).toBe(0o600)
  expect(await readdir(dataDir)).toEqual(['secret.key'])
  expect(await readKeyring(config())).toMatchObject({ keys, isOpenToOthers: false })
  const older = makeKey()
  await addKeys(config(), [older, keys[1]!])
  expect((await readKeyring(config())).keys.map(({ id }) => id)).toEqual([older.id, keys[1]!.id, keys[0]!.id])
  await chmod(ownKeyFile(config()), 0o644)
  expect((await readKeyring(config())).isOpenToOthers).toBe(true)
})

it('without a key it says why', async () => {
  expect(await readKeyring(config())).toMatchObject({ keys: [], isAbsent: true, place: join(dataDir, 'secret.key') })
  await writeFile(ownKeyFile(config()), '# nothing\n')
  const found = await readKeyring(config())
  expect(found).toMatchObject({ keys: [], fault: expect.stringContaining('no key') })
  expect(found.isAbsent).toBeUndefined()
})

it('keys are taken from a variable, or from a file that it names', async () => {
  const bytes = [randomBytes(32), randomBytes(32)]
  const given = `${bytes[0]!.toString('base64')}, ${bytes[1]!.toString('hex')}`
  const ids = bytes.map((one) => keyOf(one).id)
  expect((await readKeyring(config({ RAFALE_SECRET_KEY: given }))).keys.map(({ id }) => id)).toEqual(ids)
  const path = join(dataDir, 'elsewhere')
  await writeFile(path, `# mine\n${given}\n`)
  const ring = await readKeyring(config({ RAFALE_SECRET_KEY_FILE: path }))
  expect(ring).toMatchObject({ place: path })
  expect(ring.keys.map(({ id }) => id)).toEqual(ids)
})

it('a variable that is no key keeps Rafale from starting, and is not repeated', () => {
  for (const given of ['short-s3cret', `${randomBytes(32).toString('hex')} x`, randomBytes(31).toString('base64')]) {
    expect(parseKeys(given)).toBeUndefined()
    expect(() => config({ RAFALE_SECRET_KEY: given })).toThrow(/RAFALE_SECRET_KEY: must be 32 random bytes/)
    expect(() => config({ RAFALE_SECRET_KEY: given })).not.toThrow(given)
  }
})

it('nothing is lost when the file cannot be written', async () => {
  const key = makeKey()
  await writeKeyFile(config(), [key])
  const before = await readFile(ownKeyFile(config()), 'utf8')
  await mkdir(`${ownKeyFile(config())}.partial`)
  await expect(writeKeyFile(config(), [makeKey()])).rejects.toThrow()
  expect(await readFile(ownKeyFile(config()), 'utf8')).toBe(before)
})
