import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type RawBuilder,
} from 'kysely'
import type { ClientBase, Pool, QueryResult, QueryResultRow } from 'pg'

export { sql, type RawBuilder }

/** A piece of SQL with its parameters, as the `sql` template makes it. */
export type Sql = RawBuilder<unknown>

/** Whatever can run a statement: the pool, or the connection of a transaction. */
export type Queryable = Pool | ClientBase

const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

function run<Row extends QueryResultRow>(db: Queryable, statement: Sql): Promise<QueryResult<Row>> {
  const { sql: text, parameters } = statement.compile(compiler)
  return (db as Pool).query<Row>(text, parameters as unknown[])
}

/** The text of a statement without parameters, for COPY, which takes none. */
export function textOf(statement: Sql): string {
  const { sql: text, parameters } = statement.compile(compiler)
  if (parameters.length > 0) throw new Error(`A statement for COPY has parameters: ${text}`)
  return text
}

/** The rows of a statement. */
export async function rowsOf<Row extends QueryResultRow>(db: Queryable, statement: Sql): Promise<Row[]> {
  return (await run<Row>(db, statement)).rows
}

/** The first row of a statement, if it has one. */
export async function firstRow<Row extends QueryResultRow>(db: Queryable, statement: Sql): Promise<Row | undefined> {
  return (await run<Row>(db, statement)).rows[0]
}

/** The one row that a statement always has. */
export async function onlyRow<Row extends QueryResultRow>(db: Queryable, statement: Sql): Promise<Row> {
  const row = await firstRow<Row>(db, statement)
  if (!row) throw new Error('A statement that always gives a row gave none')
  return row
}

/** Runs a statement; the number of rows it wrote. */
export async function execute(db: Queryable, statement: Sql): Promise<number> {
  return (await run(db, statement)).rowCount ?? 0
}

/** Items joined by a separator that is itself SQL. */
export const joined = (items: readonly Sql[], separator = ', '): Sql => sql.join([...items], sql.raw(separator))
/** Conditions joined by AND; none is true. */
export const allOf = (items: readonly Sql[]): Sql => (items.length === 0 ? sql`true` : joined(items, ' and '))
/** Conditions joined by OR; none is false. */
export const anyOf = (items: readonly Sql[]): Sql => (items.length === 0 ? sql`false` : sql`(${joined(items, ' or ')})`)
