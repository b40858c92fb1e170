import { expect, test } from 'vitest'
import { exportRequest } from '../../shared/contract/export.contract.ts'
import { firstForm, requestOf, type Exported } from './export-form.ts'

const list: Exported = {
  entity: 'company',
  search: { q: 'blou', sort: 'code', dir: 'desc' },
  shown: ['name', 'address.city', 'defaultContact'],
  selected: undefined,
  count: 3,
}

test('a list is exported as it is on the screen', () => {
  const request = requestOf({ ...firstForm, columns: 'shown', addresses: false, contacts: false }, list)
  expect(request).toEqual({
    entity: 'company',
    format: 'xlsx',
    search: 'blou',
    sort: 'code',
    direction: 'desc',
    columns: ['company.name', 'address.city'],
    addresses: 'default',
    contacts: 'none',
  })
  expect(exportRequest.parse(request)).toEqual(request)
})

test('a selection is, one by one or all but some', () => {
  const some = requestOf(firstForm, { ...list, selected: { kind: 'some', ids: new Set([3, 4]) } })
  expect(some).toMatchObject({ ids: [3, 4], addresses: 'all', contacts: 'all' })
  expect(some.search).toBeUndefined()
  const most = requestOf(firstForm, { ...list, selected: { kind: 'all-matching', except: new Set([5]) } })
  expect(most).toMatchObject({ search: 'blou', except: [5] })
  expect(most.columns).toBeUndefined()
})

test('contacts as cards have no columns to choose', () => {
  const contacts: Exported = { ...list, entity: 'contact', shown: ['lastName', 'company'] }
  expect(requestOf({ ...firstForm, format: 'vcf', isZipped: true }, contacts)).toMatchObject({
    format: 'vcf',
    vcardVersion: '3.0',
    isZipped: true,
  })
  expect(requestOf({ ...firstForm, columns: 'shown' }, contacts).columns).toEqual(['contact.lastName', 'company.name'])
})
