import type { Pool } from 'pg'
import type { Values } from '../../src/shared/contract/record.contract.ts'
import type { Actor } from '../../src/server/platform/auth/actor.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'

/** Values that spreadsheets and readers like to spoil. */
const nasty: Values = {
  code: '00123',
  name: '=A1+B1',
  alias: "'=A1",
  phoneMain: '+33 1 20 35 99 65',
  naf: '-5',
  website: '@x',
  annualRevenue: '-1234.50',
  employees: 12,
  lastVisit: '2026-03-01',
  comments: '=SUM(A1)\nune "autre"; ligne\n\n  fin',
  taxExemptionId: '007',
  isTaxExempt: true,
}
/** A company with three addresses, two of them alike, and four contacts of two addresses each; and its subsidiary. */
export async function nastyBase(pool: Pool, actor: Actor) {
  const save = (
    entity: 'company' | 'contact',
    values: Values,
    addresses: { values: Values; isDefault?: boolean }[] = [],
  ) => saveRecord(pool, actor, { entity, values, addresses })
  const company = await save('company', nasty, [
    {
      values: {
        code: '01',
        name: 'Siège',
        line1: '1 rue du Port',
        postalCode: '01000',
        city: 'Bourg',
        country: 'FR',
        kind: 'main',
      },
    },
    // Nothing by which an address could be found but its id; and two that are alike.
    { values: { country: 'FR' } },
    { values: { country: 'BE' } },
  ])
  const child = await save('company', { name: 'Filiale', parent: company.id })
  const contacts = []
  const people: Values[] = [
    { lastName: 'BRIN', firstName: 'Louis', email1: 'louis@aprool.example', twitter: '@brin' },
    { lastName: 'BRIN', firstName: 'Louis' },
    { lastName: 'BRIN', firstName: 'Louis', phoneMobile: '+33 6 39 98 00 02' },
    { email1: 'sans-nom@aprool.example' },
  ]
  for (const values of people) {
    contacts.push(
      await save('contact', { company: company.id, ...values }, [
        { values: { city: 'Rezé' } },
        { values: { city: 'Nantes' } },
      ]),
    )
  }
  return { company, child, contacts }
}
