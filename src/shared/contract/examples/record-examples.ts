import * as changeSets from '../change-set.contract.ts'
import * as exports from '../export.contract.ts'
import * as jobs from '../job.contract.ts'
import * as journals from '../journal.contract.ts'
import * as records from '../record.contract.ts'
import { exampleOf, type Example } from './example.ts'

const at = '2026-03-02T09:30:00.000Z'
const company = { entity: 'company', id: 1204 } as const
const values: records.Values = { code: 'C001204', name: 'Ets Durand', salesStatus: 'client', salesRegion: 31 }

const job: jobs.Job = {
  id: 42,
  kind: 'import-apply',
  state: 'running',
  subject: 'clients-mars.csv',
  step: 'apply-write',
  progress: 0.62,
  waitsFor: null,
  error: null,
  result: null,
  importId: 12,
  journal: null,
  runAt: null,
  startedAt: at,
  endedAt: null,
}

const changeSet: changeSets.ChangeSet = {
  id: 57,
  kind: 'import',
  at,
  author: 'Alice Moreau',
  source: 'clients-mars.csv',
  comment: 'Reprise du salon de mars',
  counts: { company: { create: 120, update: 640, delete: 0 }, address: { create: 120, update: 310, delete: 0 } },
  fields: { 'company.lastVisit': 640, 'address.city': 310 },
  undoes: null,
  undoneBy: null,
  isForgotten: false,
}

const exported: exports.ExportRun = {
  id: 9,
  entity: 'company',
  format: 'xlsx',
  fileName: 'societes-2026-03-02.xlsx',
  createdAt: at,
  expiresAt: '2026-03-09T09:30:00.000Z',
  rows: 1242,
  size: 184_320,
  isReady: true,
  job: null,
}

const update: records.HistoryEntry = {
  changeSet: 57,
  kind: 'import',
  at,
  author: 'Alice Moreau',
  source: 'clients-mars.csv',
  entity: 'company',
  recordId: 1204,
  label: null,
  action: 'update',
  fields: { lastVisit: ['2026-03-02', '2026-06-05'] },
}

/** Records, their history, change sets, exports, journals and jobs: what programs call most. */
export const recordExamples: readonly Example[] = [
  exampleOf(records.listRecords, {
    params: { entity: 'company' },
    query: {
      search: 'durand',
      filter: '{"all":[{"field":"salesStatus","operator":"anyOf","value":["client"]}]}',
      sort: 'name',
      limit: 50,
    },
    result: {
      rows: [{ id: 1204, version: 3, values, isRestricted: false }],
      references: {},
      next: null,
      isUnsorted: false,
    },
  }),
  exampleOf(records.countRecords, {
    params: { entity: 'company' },
    query: { search: 'durand' },
    result: { total: 17 },
  }),
  exampleOf(records.suggestRecords, {
    params: { entity: 'company' },
    query: { text: 'dur' },
    result: [{ id: 1204, label: 'Ets Durand', hint: 'C001204 · Nantes', photo: null }],
  }),
  exampleOf(records.getRecord, {
    params: company,
    result: {
      ...company,
      version: 3,
      label: 'Ets Durand',
      values,
      addresses: [
        {
          id: 2210,
          version: 1,
          values: { line1: '1 rue du Port', postalCode: '44000', city: 'Nantes' },
          isDefault: true,
        },
      ],
      references: {},
      isRestricted: false,
      isMine: false,
      contacts: 4,
      createdAt: at,
      updatedAt: null,
    },
  }),
  exampleOf(records.createRecord, {
    params: { entity: 'company' },
    body: {
      values: { name: 'Ets Durand', salesStatus: 'client' },
      addresses: [{ values: { line1: '1 rue du Port', postalCode: '44000', city: 'Nantes' }, isDefault: true }],
    },
    result: { id: 1204, version: 1, changeSet: 58 },
  }),
  exampleOf(records.updateRecord, {
    params: company,
    body: { version: 3, values: { alias: 'Durand & Sons' } },
    result: { id: 1204, version: 4, changeSet: 59 },
  }),
  exampleOf(records.deleteRecord, { params: company, query: { version: 4 }, result: { changeSet: 60 } }),
  exampleOf(records.getHistory, {
    params: company,
    result: { entries: [update], events: [], references: {}, next: null },
  }),
  exampleOf(records.addComment, { params: company, body: { text: 'Rappeler en mai.' }, result: { event: 77 } }),
  exampleOf(changeSets.listChangeSets, { query: { kind: 'import' }, result: { changeSets: [changeSet], next: null } }),
  exampleOf(changeSets.getChangeSet, { params: { id: 57 }, result: changeSet }),
  exampleOf(changeSets.listChanges, {
    params: { id: 57 },
    query: { entity: 'company', action: 'update' },
    result: { changes: [update], references: {}, next: null },
  }),
  exampleOf(changeSets.previewUndo, {
    params: { id: 57 },
    result: {
      revert: 639,
      recreate: 0,
      remove: 120,
      conflicts: 1,
      sample: [
        { entity: 'company', recordId: 1207, label: 'Aprool', reason: 'It was changed since.', field: 'lastVisit' },
      ],
    },
  }),
  exampleOf(changeSets.undoChangeSet, { params: { id: 57 }, body: { conflicts: 'keep' }, result: { job: 43 } }),
  exampleOf(changeSets.createRestorePoint, {
    body: { name: 'Avant la réorganisation' },
    result: { id: 5, at, author: 'Alice Moreau', name: 'Avant la réorganisation', changeSetsSince: 0, isLost: false },
  }),
  exampleOf(exports.createExport, {
    body: { entity: 'company', format: 'xlsx', columns: ['company.name', 'address.city'], search: 'durand' },
    result: exported,
  }),
  exampleOf(exports.listExports, { result: [exported] }),
  exampleOf(exports.getExport, { params: { id: 9 }, result: exported }),
  exampleOf(journals.createJournal, {
    body: { entity: 'company', field: 'salesRegion', operation: 'set', value: 31, comment: 'Réorganisation 2027' },
  }),
  exampleOf(jobs.getJob, { params: { id: 42 }, result: job }),
  exampleOf(jobs.listJobs, { result: [job] }),
  exampleOf(jobs.cancelJob, { params: { id: 42 }, result: { ...job, state: 'cancelled', endedAt: at } }),
]
