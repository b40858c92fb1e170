import pg from 'pg'

type Parser = (text: string) => unknown
const { builtins } = pg.types

/**
 * How values of PostgreSQL come to JavaScript: int8 as number (counts and ids stay far below 2^53), date as `YYYY-MM-DD`
 * (a Date would shift it by the time zone), timestamptz as an ISO string in UTC that keeps microseconds, so that it can
 * be a keyset cursor; numeric stays text, exact. Arrays of these likewise. For the `types` of a pool or a client.
 */
export const pgTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format),
}

const scalars: { oid: number; arrayOid: number; parse: Parser }[] = [
  { oid: builtins.INT8, arrayOid: 1016, parse: Number },
  { oid: builtins.NUMERIC, arrayOid: 1231, parse: String },
  { oid: builtins.DATE, arrayOid: 1182, parse: String },
  { oid: builtins.TIMESTAMP, arrayOid: 1115, parse: String },
  { oid: builtins.TIMESTAMPTZ, arrayOid: 1185, parse: isoMoment },
]

const anyTypes: { getTypeParser(oid: number): (text: string) => unknown } = pg.types
const textArray = anyTypes.getTypeParser(1009) as (text: string) => (string | null)[]

const parsers = new Map<number, Parser>(
  scalars.flatMap(({ oid, arrayOid, parse }) => [
    [oid, parse],
    [arrayOid, (text: string) => textArray(text).map((item) => (item === null ? null : parse(item)))],
  ]),
)

/** `2026-03-01 09:30:00.5+00` → `2026-03-01T09:30:00.500Z`; six digits only when there are microseconds. */
function isoMoment(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text)
  if (!match) return text.endsWith('infinity') ? text : new Date(text).toISOString()
  const micros = (match[3] ?? '').padEnd(6, '0')
  return `${match[1]}T${match[2]}.${micros.endsWith('000') ? micros.slice(0, 3) : micros}Z`
}
