/** A date or time of ISO 8601 as files have it (`2026-02-01T00:00:00`, `2026-02-01T13:24:05.000Z`), its parts that say nothing left out. */
export function isoText(text: string): string {
  const [, day, time = ''] =
    /^\s*(\d{4}-\d{2}-\d{2})?T?(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})?\s*$/.exec(text) ?? []
  const clock = time.replace(/\.\d+$/, '').replace(/^(\d{2}:\d{2}):00$/, '$1')
  if (day === undefined) return clock === '' ? text.trim() : clock
  return clock === '' || clock === '00:00' ? day : `${day} ${clock}`
}
