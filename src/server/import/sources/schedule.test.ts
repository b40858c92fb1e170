import { describe, expect, it } from 'vitest'
import { nextRun } from './schedule.ts'

const paris = 'Europe/Paris'
const at = (iso: string) => new Date(iso)
const next = (...[schedule, zone, after]: Parameters<typeof nextRun>) => nextRun(schedule, zone, after).toISOString()

describe('the next run', () => {
  it('is so many minutes later', () => {
    expect(next({ kind: 'every', minutes: 15 }, paris, at('2026-11-22T10:00:30Z'))).toBe('2026-11-22T10:15:30.000Z')
  })

  it('is at that time of the day in that zone, whatever its summer time', () => {
    const daily = { kind: 'daily', at: '06:30' } as const
    expect(next(daily, paris, at('2026-11-22T04:00:00Z'))).toBe('2026-11-22T05:30:00.000Z')
    expect(next(daily, paris, at('2026-11-22T05:30:00Z'))).toBe('2026-11-23T05:30:00.000Z')
    expect(next(daily, paris, at('2026-07-01T00:00:00Z'))).toBe('2026-07-01T04:30:00.000Z')
    expect(next(daily, 'America/New_York', at('2026-11-22T00:00:00Z'))).toBe('2026-11-22T11:30:00.000Z')
  })

  it('happens on the day the hour is left out, and once on the day it comes twice', () => {
    const daily = { kind: 'daily', at: '02:30' } as const
    expect(next(daily, paris, at('2026-03-28T12:00:00Z'))).toBe('2026-03-29T01:00:00.000Z')
    const first = nextRun(daily, paris, at('2026-10-24T12:00:00Z'))
    expect(first.toISOString()).toBe('2026-10-25T00:30:00.000Z')
    expect(next(daily, paris, first)).toBe('2026-10-26T01:30:00.000Z')
  })

  it('follows a cron expression of five fields', () => {
    const weekdays = { kind: 'cron', expression: '0 7 * * 1-5' } as const
    expect(next(weekdays, paris, at('2026-11-20T12:00:00Z'))).toBe('2026-11-23T06:00:00.000Z')
  })

  it('is refused when it never comes, is finer than minutes or in no zone', () => {
    for (const expression of ['0 7 30 2 *', '*/5 * * * * *', 'tomorrow', '99 * * * *', '']) {
      expect(() => nextRun({ kind: 'cron', expression }, paris, at('2026-11-22T00:00:00Z')), expression).toThrow(
        'source-schedule-invalid',
      )
    }
    expect(() => nextRun({ kind: 'daily', at: '06:00' }, 'Mars/Olympus', at('2026-11-22T00:00:00Z'))).toThrow(
      'source-schedule-invalid',
    )
  })
})
