import { Cron } from 'croner'
import type { SourceSchedule } from '../../../shared/contract/import-source.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'

/** When a source is looked into next, after that moment; throws 'source-schedule-invalid' for an expression that names none. */
export function nextRun(schedule: SourceSchedule, timeZone: string, after: Date): Date {
  if (schedule.kind === 'every') return new Date(after.getTime() + schedule.minutes * 60_000)
  const expression = schedule.kind === 'cron' ? schedule.expression : cronOf(schedule.at)
  const next = nextOf(expression, timeZone, after)
  if (!next) throw new RafaleError('source-schedule-invalid', { expression, zone: timeZone })
  return next
}

function cronOf(at: string): string {
  const [hour, minute] = at.split(':').map(Number)
  return `${minute} ${hour} * * *`
}

/** Minutes at the finest: five fields. Null when it never comes, or says nothing that can be read. */
function nextOf(expression: string, timezone: string, after: Date): Date | null {
  try {
    // Without a function to call it is a calculation, no timer.
    return new Cron(expression, { timezone, mode: '5-part' }).nextRun(after)
  } catch {
    return null
  }
}
