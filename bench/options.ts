import { parseArgs } from 'node:util'

export const scenarios = ['import', 'children', 'field', 'journal', 'read', 'roundtrip', 'duplicates'] as const
export type Scenario = (typeof scenarios)[number]

export type Options = {
  rows: number
  only: ReadonlySet<Scenario>
  runs: number
  /** Where the figures are written as JSON, beside the table on stdout. */
  json: string | undefined
  /** The statements of our side are listed with their times. */
  explain: boolean
  /** Where the plans of statements longer than a tenth of a second are written; PostgreSQL is slower meanwhile. */
  plans: string | undefined
  /** The rows of update files are in another order than the base. */
  isShuffled: boolean
  /** Scenarios are measured at a tenth of the size as well (readings at 10,000 companies), to see how time grows. */
  withTenth: boolean
}

export const usage = `npm run bench -- [--rows 100000] [--only import,children,field,journal,read,roundtrip,duplicates] [--runs 3] [--json FILE]
                 [--shuffle] [--no-tenth] [--explain] [--plans FILE]
`

/** The options of a command line; throws a message for people when one is wrong. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '100000' },
      only: { type: 'string', default: scenarios.join(',') },
      runs: { type: 'string', default: '3' },
      json: { type: 'string' },
      explain: { type: 'boolean', default: false },
      plans: { type: 'string' },
      shuffle: { type: 'boolean', default: false },
      'no-tenth': { type: 'boolean', default: false },
    },
  })
  return {
    rows: wholeNumber('rows', values.rows, 1000),
    runs: wholeNumber('runs', values.runs, 1),
    only: new Set(values.only.split(',').map(scenarioOf)),
    json: values.json,
    explain: values.explain || values.plans !== undefined,
    plans: values.plans,
    isShuffled: values.shuffle,
    withTenth: !values['no-tenth'],
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text.replaceAll('_', ''))
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} takes a whole number from ${least}`)
  return value
}

function scenarioOf(text: string): Scenario {
  const found = scenarios.find((one) => one === text.trim())
  if (!found) throw new Error(`--only takes ${scenarios.join(', ')}`)
  return found
}
