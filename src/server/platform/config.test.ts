import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { settings } from './settings.ts'

describe('readConfig', () => {
  it('fills in the documented defaults', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      role: 'all',
      timezone: 'Europe/Paris',
      maxUploadMb: 2048,
    })
    expect(config.databaseUrl).toBeUndefined()
    expect(config.publicUrl).toBeUndefined()
  })

  it('takes what the environment says, and an empty variable for none', () => {
    const config = readConfig({ PORT: '8080', RAFALE_ROLE: 'worker', RAFALE_TRUST_PROXY: 'yes', SMTP_URL: ' ' })
    expect(config).toMatchObject({ port: 8080, role: 'worker', trustProxy: true })
    expect(config.smtpUrl).toBeUndefined()
  })

  it('resolves ~ and relative data directories, and drops the slash that ends a public address', () => {
    expect(readConfig({ RAFALE_DATA_DIR: '~/base' }).dataDir).toBe(`${homedir()}/base`)
    expect(readConfig({ RAFALE_DATA_DIR: 'base' }).dataDir).toBe(`${process.cwd()}/base`)
    expect(readConfig({ RAFALE_PUBLIC_URL: 'https://crm.example.fr/' }).publicUrl).toBe('https://crm.example.fr')
  })

  it('refuses with every fault at once, and never repeats an address, which may hold a password', () => {
    const env = {
      PORT: 'web',
      RAFALE_ROLE: 'king',
      RAFALE_TIMEZONE: 'Mars/Base',
      DATABASE_URL: 'mysql://u:s3cret@host/db',
    }
    const error = catchError(() => readConfig(env))
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).faults.map((fault) => fault.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'RAFALE_ROLE',
      'RAFALE_TIMEZONE',
    ])
    expect((error as ConfigError).message).not.toContain('s3cret')
  })
})

describe('docs/settings.md', () => {
  it('lists the settings of the code, with the same default and the same words', () => {
    const documented = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(documented).toEqual(
      Object.values(settings).map(({ env, fallback, about }) => `| \`${env}\` | ${fallback} | ${about} |`),
    )
  })
})

function catchError(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
