/** What a journal can do to a field, and which records it is refused. */
import { describe, expect, it } from 'vitest'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import * as targeting from '../../src/shared/contract/journal-targeting.contract.ts'
import { getRecord } from '../../src/shared/contract/record.contract.ts'
import {
  addValue,
  at,
  draftJournal,
  previewOf,
  runJournal,
  validated,
  valuesOf,
  onWorkingServer,
  type Draft,
} from '../factories/journal.ts'
import { createCompany, createContact } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'

let ann: User

onWorkingServer(async (server) => {
  ann = await createUser(server, { name: 'Ann' })
})

const company = (id: number) => ({ params: { entity: 'company' as const, id } })

describe('every operation', () => {
  it('set and clear', async () => {
    const { id } = await createCompany(ann, { alias: 'Ancien', website: 'a.fr' })
    await runJournal(ann, { field: 'alias', value: ' Nouveau ' }, [id])
    await runJournal(ann, { field: 'website', operation: 'clear' }, [id])
    expect(await valuesOf(ann, id)).toMatchObject({ alias: 'Nouveau', website: null })
  })

  it('adds a tag and takes one away', async () => {
    const tags = [await addValue(ann, 'environment', 'Linux'), await addValue(ann, 'environment', 'Java')]
    const [linux, java] = tags as [number, number]
    const one = await createCompany(ann, { environment: [linux] })
    const two = await createCompany(ann)
    const added = await runJournal(ann, { field: 'environment', operation: 'add-tag', value: [java, linux] }, [
      one.id,
      two.id,
    ])
    expect(added).toMatchObject({ change: 2 })
    expect((await valuesOf(ann, one.id))['environment']).toEqual(tags)
    expect((await valuesOf(ann, two.id))['environment']).toEqual(tags)
    const again = await draftJournal(ann, { field: 'environment', operation: 'add-tag', value: [java] }, [
      one.id,
      two.id,
    ])
    expect(await previewOf(ann, again.number)).toMatchObject({ change: 0, unchanged: 2 })
    await runJournal(ann, { field: 'environment', operation: 'remove-tag', value: [linux, java] }, [one.id])
    expect((await valuesOf(ann, one.id))['environment']).toBe(null)
  })

  it('replaces text, and refuses what would be too long', async () => {
    const one = await createCompany(ann, { website: 'http://a.fr' })
    const two = await createCompany(ann, { website: `http://${'x'.repeat(193)}` })
    const value = { find: 'http:', replace: 'https:' }
    const said = await runJournal(ann, { field: 'website', operation: 'replace-text', value }, [one.id, two.id])
    expect(said).toMatchObject({ change: 1, refused: 1, reasons: [{ code: 'value-too-long', records: 1 }] })
    expect((await valuesOf(ann, one.id))['website']).toBe('https://a.fr')
  })

  it('adds an amount or a percentage, and refuses what the field cannot hold', async () => {
    const one = await createCompany(ann, { employees: 10, annualRevenue: '1000.50' })
    const two = await createCompany(ann, { employees: 2_147_483_647 })
    const empty = await createCompany(ann)
    const ids = [one.id, two.id, empty.id]
    expect(await runJournal(ann, { field: 'employees', operation: 'add-amount', value: 5 }, ids)).toMatchObject({
      change: 1,
      unchanged: 1,
      refused: 1,
      reasons: [{ code: 'number-invalid' }],
    })
    await runJournal(ann, { field: 'annualRevenue', operation: 'add-percentage', value: '-2.5' }, ids)
    expect(await valuesOf(ann, one.id)).toMatchObject({ employees: 15, annualRevenue: '975.49' })
  })

  it('shifts a date', async () => {
    const { id } = await createCompany(ann, { lastVisit: '2026-01-31' })
    await runJournal(ann, { field: 'lastVisit', operation: 'shift-date', value: { amount: 1, unit: 'month' } }, [id])
    expect((await valuesOf(ann, id))['lastVisit']).toBe('2026-02-28')
  })

  it('changes the default address, and refuses a record without one', async () => {
    const one = await createCompany(ann, {}, [
      { values: { city: 'Nante' } },
      { values: { city: 'Nante', name: 'Dépôt' } },
    ])
    const two = await createCompany(ann)
    const said = await runJournal(ann, { field: 'address.city', value: 'Nantes' }, [one.id, two.id])
    expect(said).toMatchObject({ targets: 2, change: 1, refused: 1, reasons: [{ code: 'journal-no-address' }] })
    const { addresses } = (await ann.call(getRecord, company(one.id))).result
    const cityOf = (isDefault: boolean) => addresses.find((one) => one.isDefault === isDefault)?.values['city']
    expect([cityOf(true), cityOf(false)]).toEqual(['Nantes', 'Nante'])
    const { rows } = (await ann.call(targeting.listTargets, at(said.number))).result
    expect(rows.find(({ id }) => id === one.id)).toMatchObject({ before: 'Nante', after: 'Nantes' })
  })

  it('of a contact, with what depends on it', async () => {
    const owner = await createCompany(ann)
    const { id } = await createContact(ann, owner.id)
    await runJournal(ann, { entity: 'contact', field: 'hasLeft', value: true }, [id])
    expect(await valuesOf(ann, id, 'contact')).toMatchObject({ hasLeft: true, isActive: false })
  })

  it('takes only what the field allows', async () => {
    const refusal = async (body: Draft) =>
      (await ann.call(journals.createJournal, { body: { entity: 'company', ...body } })).problem.code
    expect(await refusal({ field: 'code' })).toBe('journal-field-not-allowed')
    expect(await refusal({ field: 'address.kind' })).toBe('journal-field-not-allowed')
    expect(await refusal({ field: 'alias', operation: 'add-amount' })).toBe('journal-operation-not-allowed')
    expect(await refusal({ field: 'state', operation: 'clear' })).toBe('journal-operation-not-allowed')
    expect(await refusal({ field: 'employees', value: 'beaucoup' })).toBe('journal-value-invalid')
    expect(await refusal({ field: 'environment', operation: 'add-tag', value: 'x' })).toBe('journal-value-invalid')
  })
})

describe('what a rule refuses', () => {
  it('is left as it is, with its reason', async () => {
    const one = await createCompany(ann, { telemarketer: ann.id })
    const two = await createCompany(ann)
    const { number } = await draftJournal(ann, { field: 'salesStatus', value: 'prospect' }, [one.id, two.id])
    const said = await previewOf(ann, number)
    expect(said).toMatchObject({ change: 1, refused: 1, reasons: [{ code: 'required-when', records: 1 }] })
    expect(said.reasons[0]?.message).toMatch(/Telemarketer.*Sales status.*Prospect/)
    const { rows } = (await ann.call(journals.listPreviewRows, { ...at(number), query: { outcome: 'refused' } })).result
    expect(rows).toMatchObject([{ id: two.id, before: null, after: 'prospect', reason: said.reasons[0]?.message }])
    expect(await validated(ann, number)).toMatchObject({ state: 'done' })
    expect((await valuesOf(ann, one.id))['salesStatus']).toBe('prospect')
    expect((await valuesOf(ann, two.id))['salesStatus']).toBe(null)
  })

  it('a company never becomes its own ancestor', async () => {
    const top = await createCompany(ann)
    const middle = await createCompany(ann, { parent: top.id })
    const bottom = await createCompany(ann, { parent: middle.id })
    const other = await createCompany(ann)
    const ids = [top.id, middle.id, bottom.id, other.id]
    expect(await runJournal(ann, { field: 'parent', value: bottom.id }, ids)).toMatchObject({
      change: 1,
      refused: 3,
      reasons: [{ code: 'parent-cycle', records: 3 }],
    })
  })

  it('nothing to change is nothing to validate', async () => {
    const { id } = await createCompany(ann, { alias: 'Même' })
    const { number } = await draftJournal(ann, { field: 'alias', value: 'Même' }, [id])
    expect(await validated(ann, number)).toMatchObject({ state: 'failed', error: { code: 'journal-nothing' } })
  })
})
