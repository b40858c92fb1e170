/** The mapping step: mappings saved and found again by headers, unknown words mapped once, the keys tested over the file. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findImport } from '../../src/server/import/find-import.ts'
import { listColumnValues } from '../../src/server/import/mappings/column-values.ts'
import {
  deleteMapping,
  findMapping,
  listMappings,
  saveMapping,
} from '../../src/server/import/mappings/saved-mappings.ts'
import { testKeys } from '../../src/server/import/mappings/test-keys.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { execute, onlyRow, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile } from '../factories/file-import.ts'
import { importText, planText } from '../factories/import-text.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

const company = (values: Record<string, string | number>) =>
  saveRecord(db.pool, systemActor, { entity: 'company', values })

describe('a saved mapping', () => {
  const columns = ['company.code*', 'company.alias:keep', 'company.comments']

  it('maps the next file of the same headers by itself, in whatever order, and the file after that when it is named', async () => {
    const { run } = await planText(db.pool, { text: 'Réf;Libellé;Divers\nC1;Un;x\n', columns })
    const saved = await saveMapping(db.pool, systemActor, run, { name: 'Mensuel', isShared: true })
    expect(saved).toMatchObject({ name: 'Mensuel', isShared: true, isOwn: true, headers: ['Réf', 'Libellé', 'Divers'] })

    const next = await planText(db.pool, { text: 'libelle;DIVERS;Réf\nUn;x;C1\n' })
    expect(next.run.mapping).toEqual({ id: saved.id, name: 'Mensuel' })
    expect(next.run.settings.columns).toMatchObject([
      { target: 'company.alias', policy: 'keep', isKey: false },
      { target: 'company.comments' },
      { target: 'company.code', isKey: true },
    ])
    await company({ code: 'C1', name: 'Un' })
    const third = await importFile(db.pool, systemActor, { bytes: 'Réf;Libellé;Autre\nC1;Uno;y\n', mapping: 'mensuel' })
    expect(third.recap).toMatchObject({ read: 1, unchanged: 1, matched: 1 })
    await expect(importFile(db.pool, systemActor, { bytes: 'Réf\nC1\n', mapping: 'Inconnu' })).rejects.toMatchObject({
      code: 'mapping-unknown',
    })
  })

  it('never turns deletion on unasked', async () => {
    const { run } = await planText(db.pool, {
      text: 'Réf;Libellé\nC1;Un\n',
      columns: columns.slice(0, 2),
      settings: { mode: 'update-with-deletion' },
    })
    await saveMapping(db.pool, systemActor, run, { name: 'Ménage', isShared: false })
    const next = await planText(db.pool, { text: 'Réf;Libellé\nC1;Un\n' })
    expect(next.run.settings).toMatchObject({ mode: 'update' })
    const found = await findMapping(db.pool, systemActor, { entity: 'company', name: 'Ménage' })
    expect(found?.settings.mode).toBe('update-with-deletion')
  })

  it('of one’s own is nobody else’s; a shared one is, and only its owner or an administrator drops it', async () => {
    const { run } = await planText(db.pool, { text: 'Réf;Libellé\nC1;Un\n', columns: columns.slice(0, 2) })
    const own = await saveMapping(db.pool, systemActor, run, { name: 'À moi', isShared: false })
    const shared = await saveMapping(db.pool, systemActor, run, { name: 'À tous', isShared: true })
    const { id } = await onlyRow<{ id: number }>(
      db.pool,
      sql`with made as (insert into role (code, label_fr, label_en, rights) values ('r', 'R', 'R', '{}') returning id)
          insert into app_user (email, name, role_id) select 'autre@exemple.fr', 'Autre', made.id from made returning id`,
    )
    const other: Actor = { ...systemActor, userId: id, rights: new Set(['import.run']) }
    expect((await listMappings(db.pool, other)).map(({ name, isOwn }) => [name, isOwn])).toEqual([['À tous', false]])
    expect(await findMapping(db.pool, other, { entity: 'company', id: own.id })).toBeUndefined()
    await expect(deleteMapping(db.pool, other, shared.id)).rejects.toMatchObject({ code: 'not-found' })
    await deleteMapping(db.pool, { ...other, rights: new Set(['import.run', 'administration']) }, shared.id)
    expect((await listMappings(db.pool, systemActor)).map(({ name }) => name)).toEqual(['À moi'])
  })
})

describe('words that a list does not know', () => {
  it('are counted over the whole file, and mapped once for all rows', async () => {
    await execute(
      db.pool,
      sql`insert into list_value (list, code, label_fr, label_en) values
            ('industry', 'agri', 'Agriculture', 'Farming'), ('environment', 'erp', 'ERP', 'ERP'), ('environment', 'crm', 'CRM', 'CRM')`,
    )
    const given = {
      text: [
        'Code;Nom;Statut;Secteur;Outils;Référence',
        'C1;Un;CLI;Agro;ERP; peut-être',
        'C2;Deux;cli;AGRO;sap | crm;oui',
        'C3;Trois;client;Agriculture;ERP;oui',
        'C4;Quatre;PRO;;;non',
      ].join('\n'),
      columns: [
        'company.code*',
        'company.name',
        'company.salesStatus',
        'company.industry',
        'company.environment',
        'company.isReference',
      ],
    }
    const before = await planText(db.pool, given)
    expect(before.recap.refused).toBe(3)
    expect(await listColumnValues(db.pool, systemActor, before.run, 3)).toEqual({
      different: 3,
      unknown: 2,
      unknownRows: 2,
      values: [
        { value: 'AGRO', rows: 1, isUnknown: true, to: null },
        { value: 'Agro', rows: 1, isUnknown: true, to: null },
        { value: 'Agriculture', rows: 1, isUnknown: false, to: null },
      ],
    })
    expect(await listColumnValues(db.pool, systemActor, before.run, 4)).toMatchObject({ different: 3, unknown: 1 })
    await expect(listColumnValues(db.pool, systemActor, before.run, 1)).rejects.toMatchObject({
      code: 'mapping-values-not-allowed',
    })

    const mapped = (column: number, values: { from: string; to: string }[]) => ({
      ...before.run.settings.columns[column]!,
      values,
    })
    const settings = {
      columns: [
        before.run.settings.columns[0]!,
        before.run.settings.columns[1]!,
        mapped(2, [
          { from: 'CLI', to: 'client' },
          { from: 'PRO', to: '' },
        ]),
        mapped(3, [{ from: 'agro', to: 'agri' }]),
        mapped(4, [{ from: 'SAP', to: 'erp' }]),
        mapped(5, [{ from: 'peut-etre', to: 'non' }]),
      ],
    }
    const after = await importText(db.pool, { text: given.text, settings })
    expect(after.recap).toMatchObject({ created: 4, refused: 0 })
    expect(
      await rowsOf(
        db.pool,
        sql`select c.code, c.sales_status as status, v.code as industry,
                   (select string_agg(e.code, ' ' order by e.code) from list_value as e where e.id = any(c.environment_ids)) as tools
              from company as c left join list_value as v on v.id = c.industry_id order by c.code`,
      ),
    ).toEqual([
      { code: 'C1', status: 'client', industry: 'agri', tools: 'erp' },
      { code: 'C2', status: 'client', industry: 'agri', tools: 'crm erp' },
      { code: 'C3', status: 'client', industry: 'agri', tools: 'erp' },
      { code: 'C4', status: 'client', industry: null, tools: null },
    ])
    const again = await findImport(db.pool, systemActor, after.importId)
    expect((await listColumnValues(db.pool, systemActor, again, 3)).unknown).toBe(0)
  })
})

describe('the test of the keys', () => {
  it('says over the whole file what finds one, none or several, and what repeats; nothing of it is left', async () => {
    await company({ code: 'C1', name: 'Jumelle' })
    await company({ code: 'C2', name: 'Jumelle' })
    await company({ code: 'C3', name: 'Seule' })
    const { run } = await planText(db.pool, {
      text: 'Nom;Pays\nJumelle;FR\nseule;FR\nSEULE;FR\nNeuve;ANG\n;FR\n',
      columns: ['company.name*', 'address.country'],
    })
    expect(await testKeys(db.pool, systemActor, run)).toEqual({
      read: 5,
      one: 2,
      none: 1,
      several: 1,
      keyless: 1,
      unreadable: 0,
      repeatedKeys: 1,
      repeatedRows: 2,
      shared: 0,
    })
    const { left } = await onlyRow<{ left: number }>(
      db.pool,
      sql`select count(*) as left from pg_tables where schemaname = 'stage' and tablename like ${`import\\_${run.id}\\_0\\_%`}`,
    )
    expect(left).toBe(0)
    await expect(
      testKeys(db.pool, systemActor, {
        ...run,
        settings: { ...run.settings, columns: run.settings.columns.map((one) => ({ ...one, isKey: false })) },
      }),
    ).rejects.toMatchObject({ code: 'mapping-key-missing' })
  })

  it('of contacts looks at their company too', async () => {
    const one = await company({ code: 'C1', name: 'Un' })
    await saveRecord(db.pool, systemActor, { entity: 'contact', values: { company: one.id, lastName: 'Durand' } })
    const { run } = await planText(db.pool, {
      entity: 'contact',
      text: 'Nom;Code;Ville\nDurand;C1;Nantes\nDurand;C9;Nantes\n',
      columns: ['contact.lastName*', 'company.code*', 'address.city'],
    })
    expect(await testKeys(db.pool, systemActor, run)).toMatchObject({ read: 2, one: 1, none: 1 })
  })
})
