/** Likely duplicates: found in the base by a job, explained, decided on; told while a record is typed (CO-10). */
import { describe, expect, it } from 'vitest'
import {
  countDuplicates,
  decideDuplicate,
  findLikelyDuplicates,
  listDuplicates,
  startDuplicateSearch,
} from '../../src/shared/contract/duplicate.contract.ts'
import { mergeRecords } from '../../src/shared/contract/merge.contract.ts'
import { updateRecord, type ListEntity, type Values } from '../../src/shared/contract/record.contract.ts'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { endedJob } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { withStaff } from '../factories/staff.ts'
import { createUser, type User } from '../factories/user.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let bob: User
withStaff((staff) => {
  ;({ server, ann, bob } = staff)
})

async function search(user: User, entity: ListEntity = 'company') {
  const { result } = await user.call(startDuplicateSearch, { params: { entity } })
  const job = await endedJob(user, result.job)
  expect(job).toMatchObject({ kind: 'duplicates', state: 'done' })
}

const listed = async (user: User, entity: ListEntity = 'company', query: { score?: number; ignored?: 'true' } = {}) =>
  (await user.call(listDuplicates, { params: { entity }, query })).result
const pairOf = async (user: User, ids: number[], entity: ListEntity = 'company') =>
  (await listed(user, entity, { score: 0 })).pairs.find(({ records }) => records.every(({ id }) => ids.includes(id)))
const likely = async (user: User, entity: ListEntity, values: Values, address?: Record<string, string>) =>
  (await user.call(findLikelyDuplicates, { params: { entity }, body: { values, ...(address ? { address } : {}) } }))
    .result

const nantes = { values: { line1: '1 rue de la Gare', postalCode: '44000', city: 'Nantes' } }
const company = async (values: Values, address = nantes) => (await createCompany(ann, values, [address])).id

describe('pairs of the base', () => {
  it('are found by numbers, by name and place, by phone, by misspelt names; each says why', async () => {
    const talmont = await company({ name: 'Talmont Menuiserie SARL', phoneMain: '02 40 11 22 33', siren: '732829320' })
    const numbered = await company(
      { name: 'Menuiserie Talmont', vatNumber: 'FR 44 732829320' },
      { values: { ...nantes.values, city: 'Rezé', postalCode: '44400', line1: '9 quai' } },
    )
    const misspelt = await company({ name: 'Talmon Menuiserie', phoneMain: '+33 2 40 11 22 33' })
    const stranger = await company({ name: 'Boulangerie Lorient' })
    await search(ann)
    expect(await pairOf(ann, [talmont, numbered])).toMatchObject({
      agrees: ['name', 'siren'],
      differs: ['postalCode', 'city'],
    })
    const spelt = await pairOf(ann, [talmont, misspelt])
    expect(spelt?.agrees).toEqual(expect.arrayContaining(['nameLike', 'phone', 'postalCode', 'street']))
    expect(spelt?.score).toBeGreaterThanOrEqual(60)
    const { pairs, search: told } = await listed(ann, 'company', { score: 0 })
    expect(pairs.some(({ records }) => records.some(({ id }) => id === stranger))).toBe(false)
    expect(pairs.map(({ score }) => score)).toEqual(pairs.map(({ score }) => score).toSorted((a, b) => b - a))
    expect(told).toMatchObject({ skipped: [] })
    expect(told?.endedAt).not.toBeNull()
    const stages = await rowsOf(
      server.pool,
      sql`select from pg_tables where schemaname = 'stage' and tablename like 'duplicates%'`,
    )
    expect(stages).toEqual([])
  })

  it('are paged and counted', async () => {
    for (let n = 0; n < 4; n++) await company({ name: 'Pagée', siren: '552100554' })
    await search(ann)
    const query = { score: 60, limit: 2 }
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const page = (
        await ann.call(listDuplicates, {
          params: { entity: 'company' },
          query: { ...query, ...(after ? { after } : {}) },
        })
      ).result
      seen.push(...page.pairs.map(({ records }) => records.map(({ id }) => id).join()))
      if (page.next === null) break
      after = page.next
    }
    const { total } = (await ann.call(countDuplicates, { params: { entity: 'company' }, query: { score: 60 } })).result
    expect(new Set(seen).size).toBe(total)
    expect(seen).toHaveLength(total)
    expect(total).toBeGreaterThanOrEqual(6)
    const wrong = await ann.call(listDuplicates, { params: { entity: 'company' }, query: { after: 'x' } })
    expect(wrong.problem.code).toBe('filter-invalid')
  })

  it('that are said to be no duplicates stay so for everybody, in later searches too, until that is taken back', async () => {
    const ids = [
      await company({ name: 'Jumelle', siren: '404833048' }),
      await company({ name: 'Jumelle', siren: '404833048' }),
    ]
    await search(ann)
    expect(await pairOf(ann, ids)).toBeDefined()
    const decide = (isDuplicate: boolean) =>
      ann.call(decideDuplicate, { params: { entity: 'company' }, body: { records: ids.toReversed(), isDuplicate } })
    await decide(false)
    expect(await pairOf(ann, ids)).toBeUndefined()
    await search(bob)
    expect(await pairOf(bob, ids)).toBeUndefined()
    const ignored = (await listed(bob, 'company', { ignored: 'true' })).pairs
    expect(ignored).toMatchObject([{ decision: { by: 'Ann' } }])
    await decide(true)
    expect(await pairOf(bob, ids)).toBeDefined()
    const reader = await createUser(server, { role: 'read-only' })
    const refused = await reader.call(decideDuplicate, {
      params: { entity: 'company' },
      body: { records: ids, isDuplicate: false },
    })
    expect(refused.problem.code).toBe('right-missing')
  })

  it('of a merged or changed record are told as they are now', async () => {
    const [one, two] = [
      await company({ name: 'Changée', siren: '813456782' }),
      await company({ name: 'Changée', siren: '813456782' }),
    ]
    await search(ann)
    await ann.call(updateRecord, {
      params: { entity: 'company', id: two },
      body: { version: 1, values: { name: 'Tout autre chose' } },
    })
    expect(await pairOf(ann, [one, two])).toMatchObject({
      agrees: expect.arrayContaining(['siren']),
      differs: ['name'],
    })
    const records = [one, two].map((id) => ({ id, version: id === two ? 2 : 1 }))
    expect((await ann.call(mergeRecords, { body: { entity: 'company', survivor: one, records } })).status).toBe(200)
    expect(await pairOf(ann, [one, two])).toBeUndefined()
  })

  it('share no key that too many records share: it is skipped, and said', async () => {
    await execute(
      server.pool,
      sql`insert into company (code, name, phone_main) select 'GROUPE' || n, 'Agence ' || n, '0299887766' from generate_series(1, 51) as n`,
    )
    await search(ann)
    const { search: told, pairs } = await listed(ann, 'company', { score: 0 })
    expect(told?.skipped).toEqual([{ reason: 'phone', blocks: 1, records: 51 }])
    expect(pairs.some(({ records }) => records.some(({ label }) => label.startsWith('Agence')))).toBe(false)
  })

  it('hold none that the searcher does not see, nor one that was hidden since', async () => {
    const ids = [
      await company({ name: 'Secrète', siren: '301940219' }),
      await company({ name: 'Secrète', siren: '301940219' }),
    ]
    await search(bob)
    expect(await pairOf(bob, ids)).toBeDefined()
    await restrict(server, 'company', ids[1] ?? 0, { users: [ann.id] })
    expect(await pairOf(bob, ids)).toBeUndefined()
    await search(bob)
    const kept = await rowsOf(
      server.pool,
      sql`select from duplicate_pair as p join duplicate_search as s on s.id = p.search_id
       where s.user_id = ${bob.id} and p.high_id = ${ids[1] ?? 0}`,
    )
    expect(kept).toEqual([])
    const decide = await bob.call(decideDuplicate, {
      params: { entity: 'company' },
      body: { records: ids, isDuplicate: false },
    })
    expect(decide.problem.code).toBe('not-found')
  })

  it('of contacts go by e-mail, personal phone, name and company', async () => {
    const [here, there] = [await company({ name: 'Ici' }), await company({ name: 'Là' })]
    const contact = async (of: number, values: Values) => (await createContact(ann, of, values)).id
    const blou = await contact(here, { lastName: 'Blou', firstName: 'Hélène', email1: 'h.blou@ici.fr' })
    const turned = await contact(here, { lastName: 'HELENE', firstName: 'BLOU', phoneMobile: '06 12 34 56 78' })
    const moved = await contact(there, { lastName: 'Blou', firstName: 'H.', email2: 'H.Blou@ici.fr' })
    const married = await contact(there, { lastName: 'Blou Grandin', firstName: 'Hélène', phoneMobile: '0612345678' })
    const namesake = await contact(there, { lastName: 'Blou', firstName: 'Hélène', email1: 'blou@la.fr' })
    await search(ann, 'contact')
    expect((await pairOf(ann, [blou, turned], 'contact'))?.agrees).toEqual(['name', 'company'])
    expect((await pairOf(ann, [blou, moved], 'contact'))?.agrees).toEqual(['email', 'lastName'])
    expect((await pairOf(ann, [turned, married], 'contact'))?.agrees).toEqual(['mobile', 'nameLike'])
    expect(await pairOf(ann, [blou, namesake], 'contact')).toBeUndefined()
  })
})

describe('what is being typed', () => {
  it('is compared by name, number and phone, and never by what one may not see', async () => {
    const id = await company({ name: 'Verrerie Quermont', vatNumber: 'FR 61 954 506 077', phoneMain: '02.40.55.66.77' })
    const secret = await company({ name: 'Verrerie Quermont Cachée' })
    await restrict(server, 'company', secret, { users: [ann.id] })
    const typed: Values[] = [
      { name: 'verrerie quermon' },
      { name: 'X', vatNumber: 'FR61954506077', phoneMain: '0240556677' },
      { name: 'Quermont SAS', phoneMain: '+33 2 40 55 66 77' },
    ]
    for (const values of typed) {
      const found = await likely(bob, 'company', values)
      expect(
        found.map((one) => one.id),
        JSON.stringify(values),
      ).toContain(id)
      expect(found.map((one) => one.id)).not.toContain(secret)
    }
    expect((await likely(ann, 'company', { name: 'Verrerie Quermont' })).map((one) => one.id)).toEqual([id, secret])
    expect(await likely(bob, 'company', { name: 'Tout autre chose' })).toEqual([])
    expect(await likely(bob, 'company', {})).toEqual([])
    const body = { values: { name: 'Verrerie Quermont' }, except: id }
    expect((await bob.call(findLikelyDuplicates, { params: { entity: 'company' }, body })).result).toEqual([])
  })

  it('finds contacts by e-mail, by mobile, by name in the company', async () => {
    const of = await company({ name: 'Employeur' })
    const { id } = await createContact(ann, of, {
      lastName: 'Grandpré',
      firstName: 'Inès',
      email1: 'ines@employeur.fr',
      phoneMobile: '0698765432',
    })
    const typed: Values[] = [
      { lastName: 'Autre', email1: 'INES@employeur.fr' },
      { lastName: 'Grandpre', phoneMobile: '+33 6 98 76 54 32' },
      { lastName: 'Grandpré', firstName: 'Ines', company: of },
    ]
    for (const values of typed) {
      expect(
        (await likely(ann, 'contact', values)).map((one) => one.id),
        JSON.stringify(values),
      ).toContain(id)
    }
  })
})
