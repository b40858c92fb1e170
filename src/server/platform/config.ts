import type { z } from 'zod'
import { settings } from './settings.ts'

export type Config = { readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> }
export type Environment = Record<string, string | undefined>

/** Settings that cannot be accepted; the message lists every fault, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: string[]

  constructor(faults: string[]) {
    super(['These settings cannot be accepted:', ...faults.map((fault) => `  ${fault}`)].join('\n'))
    this.faults = faults
  }
}

/** The settings of an environment, checked, defaults filled in; an empty variable counts as not set. Throws a `ConfigError`. */
export function readConfig(env: Environment): Config {
  const faults: string[] = []
  const values = Object.entries(settings).map(([name, { env: variable, schema }]) => {
    const given = env[variable]?.trim()
    const parsed = schema.safeParse(given === '' ? undefined : given)
    if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => faultText(variable, given, issue.message)))
    return [name, parsed.data] as const
  })
  if (faults.length > 0) throw new ConfigError(faults)
  return Object.freeze(Object.fromEntries(values)) as Config
}

/** The value is repeated, unless it may hold a password. */
function faultText(variable: string, given: string | undefined, message: string): string {
  return `${variable}: ${message}${/_(URL|KEY)$/.test(variable) ? '' : `, not "${given}"`}`
}
