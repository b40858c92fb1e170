import { describe, expect, it } from 'vitest'
import { clashesOf, resolveClashes } from './clashes.ts'
import { noEdits, type Base, type Edits } from './draft.ts'

const address = (id: number, city: string, isDefault = false) => ({
  id,
  version: 1,
  values: { city, postalCode: '44000' },
  isDefault,
})
const base: Base = {
  id: 7,
  version: 1,
  values: { name: 'Aprool', website: 'a.fr', employees: 3 },
  addresses: [address(1, 'Nantes', true), address(2, 'Rennes')],
}
const edits = (change: Partial<Edits>): Edits => ({ ...noEdits, ...change })
const draft = (key: string, values: object, isDeleted = false) => ({ key, values: { ...values }, isDeleted })
const saved = (change: Partial<Base>): Base => ({ ...base, version: 2, ...change })
const found = (mine: Edits, now: Base) => clashesOf('company', base, mine, now).map(({ id }) => id)
const mineAlways = () => false
const theirsAlways = () => true

describe('fields', () => {
  const mine = edits({ values: { name: 'Aprool SA', employees: 5, website: 'b.fr' } })
  const now = saved({ values: { name: 'Aprool SAS', employees: 5, website: 'a.fr' } })

  it('clash where both changed them, to different values', () => {
    expect(found(mine, now)).toEqual(['name'])
  })

  it('are sent but for those left to the others', () => {
    expect(resolveClashes(base, mine, now, mineAlways).values).toEqual(mine.values)
    expect(resolveClashes(base, mine, now, (id) => id === 'name').values).toEqual({ employees: 5, website: 'b.fr' })
  })
})

describe('addresses', () => {
  it('clash field by field; other fields of both stay', () => {
    const mine = edits({ addresses: [draft('1', { city: 'Rezé', postalCode: '44400' })] })
    const now = saved({ addresses: [address(1, 'Vertou', true), address(2, 'Rennes')] })
    expect(found(mine, now)).toEqual(['address.1.city'])
    const left = resolveClashes(base, mine, now, (id) => id === 'address.1.city')
    expect(left.addresses).toEqual([draft('1', { postalCode: '44400' })])
  })

  it('that the others removed are added anew, or given up', () => {
    const mine = edits({ addresses: [draft('2', { city: 'Vannes' })], defaultAddress: '2' })
    const now = saved({ addresses: [address(1, 'Nantes', true)] })
    expect(found(mine, now)).toEqual(['address.2'])
    expect(resolveClashes(base, mine, now, mineAlways)).toEqual(
      edits({ addresses: [draft('new-1', { city: 'Vannes', postalCode: '44000' })], defaultAddress: 'new-1' }),
    )
    expect(resolveClashes(base, mine, now, theirsAlways)).toEqual(noEdits)
  })

  it('removed here and changed there are asked about; removed on both sides are not', () => {
    const mine = edits({ addresses: [draft('2', {}, true)] })
    const changed = saved({ addresses: [address(1, 'Nantes', true), address(2, 'Vannes')] })
    expect(found(mine, changed)).toEqual(['address.2'])
    expect(resolveClashes(base, mine, changed, mineAlways).addresses).toEqual(mine.addresses)
    expect(resolveClashes(base, mine, changed, theirsAlways).addresses).toEqual([])
    const removed = saved({ addresses: [address(1, 'Nantes', true)] })
    expect(found(mine, removed)).toEqual([])
    expect(resolveClashes(base, mine, removed, mineAlways).addresses).toEqual([])
  })

  it('clash as the default one when both chose another', () => {
    const three = [address(1, 'Nantes'), address(2, 'Rennes'), { ...address(3, 'Brest'), isDefault: true }]
    const mine = edits({ defaultAddress: '2' })
    expect(found(mine, saved({ addresses: three }))).toEqual(['default'])
    expect(resolveClashes(base, mine, saved({ addresses: three }), theirsAlways).defaultAddress).toBeNull()
    expect(found(mine, saved({}))).toEqual([])
  })
})
