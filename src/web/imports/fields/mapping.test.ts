import { describe, expect, test } from 'vitest'
import { importSettings, type ImportRun } from '../../../shared/contract/import.contract.ts'
import { countKeys, mayBeKey, policiesFor, withPolicy, withTarget } from './mapping.ts'
import { notationOf } from '../../../shared/import/unclear-notation.ts'
import { mappingFaults } from './mapping-faults.ts'

const settings = importSettings.parse({
  columns: [
    { column: 0, target: 'company.code', isKey: true },
    { column: 1, target: 'company.name' },
    { column: 2, target: 'company.lastVisit', policy: 'greater' },
    { column: 3, target: null },
  ],
})
const columns: ImportRun['columns'] = ['Code', 'Nom', 'Visite', 'Autre'].map((header, column) => ({
  column,
  header,
  samples: [],
  isDateOrderUnclear: column === 2,
  isDecimalUnclear: false,
  confidence: 'sure',
}))

describe('mapping', () => {
  test('a target feeds one column: taking it frees the other, and its key goes along', () => {
    const moved = withTarget(settings, { entity: 'company', column: 3, target: 'company.code' })
    expect(moved.columns[0]).toMatchObject({ target: null, isKey: false })
    expect(moved.columns[3]).toMatchObject({ target: 'company.code', isKey: true })
    expect(countKeys(moved)).toBe(1)
  })

  test('a policy that does not fit the new target gives way to the usual one', () => {
    expect(withTarget(settings, { entity: 'company', column: 2, target: 'company.alias' }).columns[2]).toMatchObject({
      policy: 'overwrite',
    })
  })

  test('a policy for all leaves keys and unmapped columns alone', () => {
    const kept = withPolicy(settings, 'keep')
    expect(kept.columns.map(({ policy }) => policy)).toEqual(['overwrite', 'keep', 'keep', 'overwrite'])
  })

  test('what each target allows', () => {
    expect(policiesFor('company.lastVisit')).toContain('greater')
    expect(policiesFor('company.name')).not.toContain('greater')
    expect(policiesFor('company.environment')).toContain('add')
    expect(policiesFor('address.isDefault')).toEqual([])
    expect(mayBeKey('contact.email1', 'company')).toBe(false)
    expect(mayBeKey('contact.email1', 'contact')).toBe(true)
    expect(mayBeKey('address.postalCode', 'company')).toBe(true)
    expect(notationOf('company.lastVisit')).toBe('date')
  })

  test('what keeps a mapping from being checked', () => {
    expect(mappingFaults({ entity: 'company', settings, columns })).toEqual([{ kind: 'date', column: 2 }])
    const revenue = withTarget(settings, { entity: 'company', column: 3, target: 'company.annualRevenue' })
    const twofold = columns.map((one) => ({ ...one, isDateOrderUnclear: false, isDecimalUnclear: true }))
    expect(mappingFaults({ entity: 'company', settings: revenue, columns: twofold })).toEqual([
      { kind: 'number', column: 3 },
    ])
    const keyless = { ...settings, columns: settings.columns.map((one) => ({ ...one, isKey: false })) }
    expect(mappingFaults({ entity: 'company', settings: keyless, columns })[0]).toEqual({ kind: 'key' })
    const nameless = withTarget({ ...settings, mode: 'add' }, { entity: 'company', column: 1, target: null })
    expect(mappingFaults({ entity: 'company', settings: nameless, columns })[0]).toEqual({ kind: 'name' })
    expect(mappingFaults({ entity: 'company', settings: { ...settings, columns: [] }, columns })).toEqual([
      { kind: 'nothing' },
    ])
  })
})
