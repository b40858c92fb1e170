/** A sales person keeps companies and contacts: makes, changes, deletes, finds them again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  countRecords,
  createRecord,
  deleteRecord,
  getRecord,
  listRecords,
  suggestRecords,
  updateRecord,
  type Filter,
} from '../../src/shared/contract/record.contract.ts'
import { addListValue, getBillingEntities, getLists, getUsers } from '../../src/shared/contract/reference.contract.ts'
import { createBillingEntity, createCompany, createContact } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server, { role: 'sales-administrator' })
})
afterAll(() => server.close())

const company = (id: number) => ({ params: { entity: 'company' as const, id } })
const companies = { params: { entity: 'company' as const } }
const read = async (id: number) => (await ann.call(getRecord, company(id))).result

describe('a company', () => {
  it('is made with its addresses in one change set, numbered, the first address its default', async () => {
    const { result } = await ann.call(createRecord, {
      ...companies,
      body: {
        values: { name: '  Été & Fils ', salesStatus: 'client', employees: 12, annualRevenue: '1234.5' },
        addresses: [{ values: { kind: 'main', city: 'Lyon' } }, { values: { kind: 'billing', city: 'Paris' } }],
      },
    })
    const made = await read(result.id)
    expect(made).toMatchObject({
      entity: 'company',
      version: 1,
      label: 'Été & Fils',
      values: { name: 'Été & Fils', code: 'C000001', state: 'active', employees: 12, annualRevenue: '1234.50' },
      isRestricted: false,
      contacts: 0,
    })
    expect(made.addresses.map((address) => [address.values['city'], address.isDefault])).toEqual([
      ['Lyon', true],
      ['Paris', false],
    ])
  })

  it('is changed with its addresses: one more, one changed, one gone, another default', async () => {
    const { id } = await createCompany(ann, {}, [
      { values: { kind: 'main', city: 'Lyon' } },
      { values: { city: 'Nice' } },
    ])
    const before = await read(id)
    const [lyon, nice] = before.addresses
    const { result } = await ann.call(updateRecord, {
      ...company(id),
      body: {
        version: before.version,
        values: { alias: 'AB' },
        addresses: [
          { id: lyon?.id ?? 0, isDeleted: true },
          { id: nice?.id ?? 0, version: nice?.version ?? 0, values: { city: 'Nîmes' } },
          { values: { city: 'Brest' }, isDefault: true },
        ],
      },
    })
    const after = await read(id)
    expect(after.version).toBe(result.version)
    expect(after.values['alias']).toBe('AB')
    expect(after.addresses.map((address) => [address.values['city'], address.isDefault])).toEqual([
      ['Nîmes', false],
      ['Brest', true],
    ])
    const again = await ann.call(updateRecord, {
      ...company(id),
      body: { version: after.version, values: { alias: 'AB' } },
    })
    expect(again.result).toEqual({ id, version: after.version, changeSet: null })
  })

  it('is refused with every fault at once, each on its field', async () => {
    const { problem } = await ann.call(createRecord, {
      ...companies,
      body: {
        values: { name: 'X', employees: 'many', currency: 'BTC' },
        addresses: [{ values: { city: 'Lyon' } }, { values: { country: 'ZZ' } }],
      },
    })
    expect(problem).toMatchObject({ status: 422, code: 'edit-refused' })
    expect(problem['faults']).toMatchObject([
      {
        field: 'employees',
        entity: 'company',
        code: 'number-invalid',
        message: '“many” is not a number. Write for example 1234.5.',
      },
      { field: 'currency', entity: 'company', code: 'option-unknown' },
      { field: 'address.1.country', entity: 'address', code: 'country-unknown' },
    ])
    const rules = await ann.call(createRecord, {
      ...companies,
      body: {
        values: { name: '', salesStatus: 'lead' },
        addresses: [{ values: { kind: 'main' } }, { values: { kind: 'main' } }],
      },
    })
    const told = (rules.problem['faults'] as { field: string; code: string }[]).map(
      ({ field, code }) => `${field} ${code}`,
    )
    expect(told).toEqual(
      expect.arrayContaining([
        'name required-missing',
        'salesPerson required-when',
        'address.1.kind address-kind-taken',
      ]),
    )
  })

  it('keeps its code to itself', async () => {
    await createCompany(ann, { code: 'Unique-1' })
    const { problem } = await ann.call(createRecord, {
      ...companies,
      body: { values: { name: 'X', code: 'UNIQUE-1 ' } },
    })
    expect(problem['faults']).toMatchObject([{ field: 'code', code: 'value-not-available' }])
  })

  it('is not written over by who looked at an older version', async () => {
    const { id, version } = await createCompany(ann)
    await ann.call(updateRecord, { ...company(id), body: { version, values: { alias: 'first' } } })
    const late = await ann.call(updateRecord, { ...company(id), body: { version, values: { alias: 'second' } } })
    expect(late.problem).toMatchObject({ status: 409, code: 'record-changed' })
    expect((await ann.call(deleteRecord, { ...company(id), query: { version } })).problem.code).toBe('record-changed')
    expect((await read(id)).values['alias']).toBe('first')
  })

  it('is deleted with its contacts and addresses', async () => {
    const { id } = await createCompany(ann, {}, [{ values: { city: 'Lyon' } }])
    const contact = await createContact(ann, id)
    const { version } = await read(id)
    expect((await ann.call(deleteRecord, { ...company(id), query: { version } })).status).toBe(200)
    expect((await ann.call(getRecord, company(id))).problem.code).toBe('not-found')
    expect((await ann.call(getRecord, { params: { entity: 'contact', id: contact.id } })).status).toBe(404)
    expect((await server.pool.query('select from address where company_id = $1', [id])).rowCount).toBe(0)
  })

  it('says that somebody writes when it cannot be written at once', async () => {
    const { id, version } = await createCompany(ann)
    const other = await server.pool.connect()
    await other.query('begin')
    await other.query('select from company where id = $1 for update', [id])
    const late = await ann.call(updateRecord, { ...company(id), body: { version, values: { alias: 'late' } } })
    const gone = await ann.call(deleteRecord, { ...company(id), query: { version } })
    await other.query('rollback')
    other.release()
    expect(late.problem).toMatchObject({ status: 409, code: 'busy-elsewhere' })
    expect(gone.problem.code).toBe('busy-elsewhere')
  })

  it('is refused characters that no text has', async () => {
    for (const name of ['a\u0000b', 'a\ud800b']) {
      const { problem } = await ann.call(createRecord, { ...companies, body: { values: { name } } })
      expect(problem).toMatchObject({ status: 400, code: 'invalid-request' })
    }
    const big = await ann.call(createRecord, {
      ...companies,
      body: { values: { name: 'X', employees: 3_000_000_000 } },
    })
    expect(big.problem['faults']).toMatchObject([{ field: 'employees', code: 'number-invalid' }])
    expect((await createCompany(ann, { name: 'Plante 🌱' })).version).toBe(1)
  })

  it('lacks fields that nobody declared, and lets nobody set what the application sets', async () => {
    for (const key of ['nothing', 'defaultAddress']) {
      const { problem } = await ann.call(createRecord, { ...companies, body: { values: { name: 'X', [key]: 1 } } })
      expect(problem).toMatchObject({ status: 400, code: 'field-unknown', field: key })
    }
  })
})

describe('a list of companies', () => {
  const names = ['Abeille', 'abricot', 'Âne', 'Azur', 'Éole', 'Zèbre']
  const listed = (query: object) =>
    ann.call(listRecords, { ...companies, query: { columns: 'name,employees,address.city', ...query } })
  const ofTen: Filter = { all: [{ field: 'employees', operator: 'equals', value: 10 }] }

  beforeAll(async () => {
    for (const [index, name] of names.entries()) {
      await createCompany(ann, { name, employees: 10, website: `n${index}` }, [
        { values: { city: index < 2 ? 'Lyon' : 'Brest' } },
      ])
    }
  })

  it('is sorted as a French reader expects, and read page by page without losing or repeating one', async () => {
    const seen: unknown[] = []
    let after: string | undefined
    do {
      const { result } = await listed({ filter: ofTen, sort: 'name', limit: 2, after })
      seen.push(...result.rows.map((row) => row.values['name']))
      after = result.next ?? undefined
    } while (after !== undefined)
    expect(seen).toEqual(names)
    const { result } = await listed({ filter: ofTen, sort: 'name', direction: 'desc', limit: 3 })
    expect(result.rows.map((row) => row.values['name'])).toEqual(['Zèbre', 'Éole', 'Azur'])
  })

  it('is filtered by any field, also of the default address, with and and or; the count agrees', async () => {
    const filter: Filter = {
      all: [
        {
          any: [
            { field: 'name', operator: 'startsWith', value: 'a' },
            { field: 'name', operator: 'equals', value: 'eole' },
          ],
        },
        { field: 'address.city', operator: 'contains', value: 'BRE' },
        { field: 'employees', operator: 'greaterOrEqual', value: 10 },
      ],
    }
    const { result } = await listed({ filter })
    expect(result.rows.map((row) => row.values)).toEqual([
      { name: 'Âne', employees: 10, 'address.city': 'Brest' },
      { name: 'Azur', employees: 10, 'address.city': 'Brest' },
      { name: 'Éole', employees: 10, 'address.city': 'Brest' },
    ])
    const counted = await ann.call(countRecords, { ...companies, query: { filter } })
    expect(counted.result).toEqual({ total: 3 })
  })

  it('is searched without regard to case and accents, also by city; so are suggestions', async () => {
    expect((await listed({ search: 'EOL bres' })).result.rows).toHaveLength(1)
    const { result } = await ann.call(suggestRecords, { ...companies, query: { text: 'zebre' } })
    expect(result).toMatchObject([{ label: 'Zèbre', hint: expect.stringContaining('Brest') }])
  })

  it('says what it cannot do', async () => {
    expect((await listed({ filter: { all: [{ field: 'nothing', operator: 'equals', value: 1 }] } })).problem.code).toBe(
      'field-unknown',
    )
    expect((await listed({ sort: 'website' })).problem.code).toBe('field-unknown')
    expect((await listed({ filter: '{' })).problem.code).toBe('invalid-request')
    expect((await listed({ after: 'x' })).problem.code).toBe('filter-invalid')
    expect((await listed({ filter: { all: [{ field: 'employees', operator: 'equals', value: 'x' }] } })).status).toBe(
      400,
    )
  })
})

describe('lists of values', () => {
  it('are there from the start, in order, nested', async () => {
    const { result } = await ann.call(getLists)
    const of = (list: string) => result.filter((value) => value.list === list)
    expect(
      of('accountType')
        .map(({ label }) => label.fr)
        .slice(0, 4),
    ).toEqual(['Client', 'Partenaire', 'Fournisseur', 'Sous-traitant'])
    const west = of('salesRegion').find(({ code }) => code === 'ouest')
    expect(of('salesRegion').find(({ code }) => code === 'bretagne')?.parentId).toBe(west?.id)
    expect(of('province').find(({ code, country }) => code === 'QC' && country === 'CA')?.label.fr).toBe('Québec')
  })

  it('take a new value on the spot, once', async () => {
    const add = (label: string) => ann.call(addListValue, { body: { list: 'source', label } })
    expect((await add('Salon de Lyon')).result).toMatchObject({
      code: 'salon-de-lyon',
      label: { fr: 'Salon de Lyon', en: 'Salon de Lyon' },
    })
    expect((await add('SALON DE  LYON')).problem).toMatchObject({ status: 409, code: 'list-value-exists' })
    const province = { list: 'province' as const, label: 'Algarve', code: 'FAR' }
    expect((await ann.call(addListValue, { body: province })).problem.code).toBe('invalid-request')
    expect((await ann.call(addListValue, { body: { ...province, country: 'PT' } })).result.country).toBe('PT')
  })

  it('of users and legal entities name who and what there is', async () => {
    await createBillingEntity(server, 'RAF-FR', [])
    expect((await ann.call(getUsers)).result).toContainEqual(
      expect.objectContaining({ id: ann.id, email: ann.email, isActive: true }),
    )
    expect((await ann.call(getBillingEntities)).result).toMatchObject([{ code: 'RAF-FR' }])
  })
})
