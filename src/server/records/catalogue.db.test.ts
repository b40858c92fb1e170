import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { catalogue } from '../../shared/catalogue/catalogue.ts'
import { entityNames, listNames, type EntityName, type Field } from '../../shared/catalogue/field.ts'
import { fieldTypes } from '../../shared/catalogue/field-types/field-type-table.ts'
import { rowsOf, sql } from '../platform/database/sql.ts'
import { seed } from '../seed/seed.ts'
import { columnTypes } from './entity-table.ts'

type Column = { name: string; type: string; isNullable: boolean; default: string | null; isGenerated: boolean }

let database: TestDatabase
const columns = new Map<EntityName, Map<string, Column>>()
beforeAll(async () => {
  database = await testDatabase()
  await seed(database.pool)
  for (const entity of entityNames) {
    const found = await rowsOf<Column>(
      database.pool,
      sql`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as "isNullable",
                 pg_get_expr(d.adbin, d.adrelid) as "default", a.attgenerated <> '' as "isGenerated"
            from pg_attribute as a
            left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
           where a.attrelid = ${entity}::regclass and a.attnum > 0 and not a.attisdropped`,
    )
    columns.set(entity, new Map(found.map((column) => [column.name, column])))
  }
})
afterAll(() => database.close())

const columnOf = (field: Field) => columns.get(field.entity)?.get(field.column)
const fields = entityNames.flatMap((entity) => catalogue[entity])
const named = fields.map((field) => [`${field.entity}.${field.key}`, field] as const)

/** What PostgreSQL calls the types of `columnTypes`. */
const namesInDatabase: Record<string, string> = { timestamptz: 'timestamp with time zone' }
const inDatabase = (type: string) =>
  namesInDatabase[type] ?? type.replace(/^numeric\((\d+), (\d+)\)$/, 'numeric($1,$2)')

describe.each(named)('the field %s', (_name, field) => {
  it('has its column, of the type that its field type says', () => {
    expect(columnOf(field)?.type).toBe(inDatabase(columnTypes[field.type]))
  })

  it('is null when nothing is said, or has the same default in the column', () => {
    const expected =
      field.default === undefined
        ? null
        : typeof field.default === 'boolean'
          ? String(field.default)
          : `'${field.default}'::text`
    expect(columnOf(field)).toMatchObject({ default: expected, isGenerated: false })
  })

  it('can be null unless it always has a value', () => {
    const hasValue = field.required === 'always' || field.default !== undefined
    expect(columnOf(field)?.isNullable).toBe(!hasValue)
  })
})

/** What the engine keeps of a record beside the fields of the catalogue. */
const own = new Set(['id', 'version', 'created_at', 'is_restricted'])

describe.each(entityNames)('the table %s', (entity) => {
  it('has no column that the catalogue does not declare', () => {
    const declared = new Set(catalogue[entity].map((field) => field.column))
    const rest = [...(columns.get(entity)?.values() ?? [])].filter(({ name }) => !declared.has(name) && !own.has(name))
    expect(rest.filter(({ name, isGenerated }) => !(isGenerated && name.endsWith('_key')))).toEqual([])
  })

  it('holds a field in each column, and each field once', () => {
    const declared = catalogue[entity].map((field) => field.column)
    expect(new Set(declared).size).toBe(declared.length)
    expect(new Set(catalogue[entity].map((field) => field.key)).size).toBe(declared.length)
  })

  it('has a key and a deferrable constraint for every unique field', async () => {
    const constraints = await rowsOf<{ definition: string }>(
      database.pool,
      sql`select pg_get_constraintdef(c.oid) as definition from pg_constraint as c
           where c.conrelid = ${entity}::regclass and c.contype = 'u'`,
    )
    const unique = catalogue[entity].filter((field) => field.isUnique)
    expect(constraints.map(({ definition }) => definition).toSorted()).toEqual(
      unique.map((field) => `UNIQUE (${field.column}_key) DEFERRABLE INITIALLY DEFERRED`).toSorted(),
    )
  })
})

describe('the catalogue', () => {
  it('has a column type for every field type', () => {
    expect(Object.keys(columnTypes).toSorted()).toEqual(Object.keys(fieldTypes).toSorted())
  })

  it('names only lists that a new installation has, and all of them', async () => {
    const used = new Set(fields.flatMap((field) => field.list ?? []))
    expect([...used].toSorted()).toEqual([...listNames].toSorted())
    const seeded = await rowsOf<{ list: string }>(
      database.pool,
      sql`select distinct v.list collate "C" as list from list_value as v order by 1`,
    )
    expect(seeded.map(({ list }) => list)).toEqual([...used].toSorted())
  })

  it('gives every field of names what it names', () => {
    for (const field of fields) {
      expect(Boolean(field.list)).toBe(field.type === 'choice' || field.type === 'choices')
      expect(Boolean(field.target)).toBe(field.type === 'reference' || field.type === 'references')
      expect(Boolean(field.options)).toBe(field.type === 'option')
    }
  })

  it('speaks in rules only of fields it has', () => {
    for (const { entity, requiredWhen, clearedUnless } of fields) {
      const keys = catalogue[entity].map((field) => field.key)
      for (const key of [requiredWhen?.field, clearedUnless]) if (key) expect(keys).toContain(key)
    }
  })
})
