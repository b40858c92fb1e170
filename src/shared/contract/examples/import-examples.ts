import * as checks from '../import-check.contract.ts'
import * as files from '../import-file.contract.ts'
import * as mappings from '../import-mapping.contract.ts'
import * as rows from '../import-row.contract.ts'
import * as contract from '../import.contract.ts'
import * as uploads from '../upload.contract.ts'
import { exampleOf, type Example } from './example.ts'

const id = 12

const settings: contract.ImportSettings = {
  mode: 'update',
  createsMissing: true,
  createsCompanies: false,
  emptyCells: 'ignore',
  defaults: { 'company.salesStatus': 'client' },
  note: 'Reprise du salon de mars',
  columns: [
    { column: 0, target: 'company.code', isKey: true, policy: 'overwrite' },
    { column: 1, target: 'company.name', isKey: false, policy: 'keep' },
    { column: 2, target: 'company.lastVisit', isKey: false, policy: 'greater', dateOrder: 'dmy' },
    { column: 3, target: 'address.city', isKey: false, policy: 'overwrite' },
    { column: 4, target: null, isKey: false, policy: 'overwrite' },
  ],
}

const column = (place: number, header: string, samples: string[]): contract.ImportRun['columns'][number] => ({
  column: place,
  header,
  samples,
  isDateOrderUnclear: place === 2,
  isDecimalUnclear: false,
  confidence: place === 4 ? 'none' : 'sure',
})

const staged: contract.ImportRun = {
  id,
  entity: 'company',
  state: 'staged',
  fileName: 'clients-mars.csv',
  fileSize: 51_204,
  author: 'Alice Moreau',
  createdAt: '2026-03-02T09:15:00.000Z',
  dialect: { format: 'text', encoding: 'utf-8', delimiter: ';', headerRow: 1 },
  notes: [],
  columns: [
    column(0, 'Code client', ['C001204', 'C001207']),
    column(1, 'Raison sociale', ['Ets Durand', 'Aprool']),
    column(2, 'Dern. visite', ['05/06/2026', '02/03/2026']),
    column(3, 'Ville', ['Nantes', 'Rezé']),
    column(4, 'Remarque perso', ['à rappeler']),
  ],
  settings,
  mapping: null,
  rows: 1250,
  recap: null,
  isStale: false,
  job: 40,
  changeSet: null,
  undoneBy: null,
  restorePoint: null,
  error: null,
}

const recap: contract.ImportRecap = {
  read: 1250,
  created: 120,
  updated: 900,
  unchanged: 210,
  skipped: 8,
  refused: 12,
  matched: 1122,
  toCheck: 31,
  records: {
    company: { create: 120, update: 640, unchanged: 482, delete: 0 },
    address: { create: 120, update: 310, unchanged: 812, delete: 0 },
  },
  fields: { 'company.lastVisit': 640, 'address.city': 310 },
  blockedDeletions: 0,
  deletionShare: 0,
}

const planned: contract.ImportRun = { ...staged, state: 'planned', recap, job: 41 }
const saved: mappings.SavedMapping = {
  id: 3,
  entity: 'company',
  name: 'Mise à jour mensuelle',
  owner: 'Alice Moreau',
  isOwn: true,
  isShared: true,
  headers: ['Code client', 'Raison sociale', 'Dern. visite', 'Ville'],
  usedAt: '2026-03-02T09:20:00.000Z',
}

const uploaded: contract.ImportRun = {
  ...staged,
  state: 'uploaded',
  columns: [],
  rows: null,
  settings: { ...settings, columns: [] },
}
const sending: uploads.Upload = { id: 5, fileName: 'clients-mars.csv', size: 51_204, received: 0 }

export const importExamples: readonly Example[] = [
  exampleOf(contract.createImport, {
    body: { entity: 'company', file: 'the bytes of clients-mars.csv' },
    result: uploaded,
  }),
  exampleOf(uploads.startUpload, { body: { fileName: 'clients-mars.csv', size: 51_204 }, result: sending }),
  exampleOf(uploads.getUpload, { params: { id: 5 }, result: { ...sending, received: 32_768 } }),
  exampleOf(uploads.sendPiece, {
    params: { id: 5 },
    query: { offset: 0 },
    body: { file: 'the first 32,768 bytes of clients-mars.csv' },
    result: { ...sending, received: 32_768 },
  }),
  exampleOf(uploads.importUpload, { params: { id: 5 }, body: { entity: 'company' }, result: uploaded }),
  exampleOf(uploads.deleteUpload, { params: { id: 5 }, result: {} }),
  exampleOf(contract.listImports, { query: { state: 'planned', limit: 20 }, result: { imports: [planned], next: 11 } }),
  exampleOf(contract.getImport, { params: { id }, result: planned }),
  exampleOf(contract.deleteImport, { params: { id }, result: {} }),
  exampleOf(contract.updateImport, {
    params: { id },
    body: {
      settings: {
        mode: 'update',
        columns: [
          { column: 0, target: 'company.code', isKey: true },
          { column: 1, target: 'company.name', policy: 'keep' },
          { column: 2, target: 'company.lastVisit', policy: 'greater', dateOrder: 'dmy' },
          { column: 3, target: 'address.city' },
        ],
      },
    },
    result: staged,
  }),
  exampleOf(contract.planImport, { params: { id }, result: { ...staged, job: 41 } }),
  exampleOf(contract.applyImport, {
    params: { id },
    body: { confirmDeletions: 0 },
    result: { ...planned, state: 'applying', job: 42 },
  }),
  exampleOf(files.previewImportFile, {
    params: { id },
    query: { encoding: 'windows-1252', delimiter: ';' },
    result: {
      dialect: { format: 'text', encoding: 'windows-1252', delimiter: ';', headerRow: 1 },
      headers: ['Code client', 'Raison sociale'],
      rows: [['C001204', 'Ets Durand']],
      rowNumbers: [2],
      sheets: [],
      notes: [{ code: 'encoding-guessed', message: 'The encoding windows-1252 was assumed. Check the accents.' }],
    },
  }),
  exampleOf(rows.listImportProblemGroups, {
    params: { id },
    result: [
      {
        severity: 'red',
        code: 'country-unknown',
        column: 'Pays',
        columnIndex: 5,
        value: 'ANG',
        message: '“ANG” is no country.',
        rows: 25,
        firstRow: 977,
        firstSheet: null,
        firstLine: 977,
        isAccepted: false,
      },
    ],
  }),
  exampleOf(rows.listImportRows, {
    params: { id },
    query: { severity: 'red' },
    result: {
      rows: [
        {
          row: 977,
          sheet: null,
          line: 977,
          cells: ['C000977', 'Acme Ltd', '05/06/2026', 'Londres', null],
          corrected: [],
          isUnread: false,
          isSkipped: false,
          group: null,
          choice: null,
          outcome: 'refused',
          problems: [
            {
              row: 977,
              sheet: null,
              line: 977,
              column: 'Code client',
              columnIndex: 0,
              value: 'C000977',
              severity: 'red',
              code: 'match-ambiguous',
              message: 'Several companies match.',
            },
          ],
        },
      ],
      next: null,
    },
  }),
  exampleOf(rows.correctImport, { params: { id }, body: { column: 5, from: 'ANG', to: 'GB' }, result: { rows: 25 } }),
  exampleOf(rows.skipImportRows, { params: { id }, body: { isSkipped: true, severity: 'red' }, result: { rows: 12 } }),
  exampleOf(rows.listPlannedChanges, {
    params: { id },
    query: { entity: 'company', action: 'update', field: 'lastVisit' },
    result: {
      changes: [
        {
          entity: 'company',
          recordId: 1204,
          label: 'Ets Durand',
          action: 'update',
          fields: { lastVisit: ['2026-03-02', '2026-06-05'] },
          row: 2,
        },
      ],
      references: {},
      next: null,
    },
  }),
  exampleOf(checks.chooseImportRecord, { params: { id }, body: { row: 14, record: 1204 }, result: {} }),
  exampleOf(checks.acceptImportProblems, {
    params: { id },
    body: { code: 'email-doubtful', columnIndex: 6, isAccepted: true },
    result: { toCheck: 11 },
  }),
  exampleOf(checks.listBlockedDeletions, {
    params: { id },
    result: { records: [{ id: 88, label: 'Aprool', reason: 'It has engagements.' }], next: null },
  }),
  exampleOf(mappings.listMappings, { query: { entity: 'company' }, result: [saved] }),
  exampleOf(mappings.saveMapping, {
    params: { id },
    body: { name: 'Mise à jour mensuelle', isShared: true },
    result: saved,
  }),
  exampleOf(mappings.useMapping, {
    params: { id },
    body: { mapping: 3 },
    result: { ...staged, mapping: { id: 3, name: saved.name } },
  }),
  exampleOf(mappings.changeMapping, {
    params: { id: 3 },
    body: { isShared: false },
    result: { ...saved, isShared: false },
  }),
  exampleOf(mappings.deleteMapping, { params: { id: 3 }, result: {} }),
  exampleOf(mappings.listColumnValues, {
    params: { id, column: 6 },
    result: {
      different: 3,
      unknown: 1,
      unknownRows: 40,
      values: [
        { value: 'CLI', rows: 40, isUnknown: true, to: null },
        { value: 'Prospect', rows: 12, isUnknown: false, to: null },
      ],
    },
  }),
  exampleOf(mappings.testKeys, {
    params: { id },
    result: {
      read: 1250,
      one: 1122,
      none: 120,
      several: 2,
      keyless: 4,
      unreadable: 2,
      repeatedKeys: 3,
      repeatedRows: 9,
      shared: 0,
    },
  }),
]
