/** Recurring imports (IM-18): sources that are looked into by the clock, and what their runs did. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { importModes } from './import.contract.ts'
import { listEntity } from './record.contract.ts'

const folderPlace = z.object({
  kind: z.literal('folder'),
  /** Below the folder of the setting RAFALE_WATCH_DIR; empty: that folder itself. */
  path: z.string().trim().max(1000),
})

const sftpPlace = z.object({
  kind: z.literal('sftp'),
  host: z.string().trim().min(1).max(255),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().trim().min(1).max(255),
  directory: z.string().trim().min(1).max(1000).default('.'),
  /** Fingerprint (`SHA256:…`) of the server's key: null until the first test, which keeps it. A server with another key is refused. */
  hostKey: z
    .string()
    .trim()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/)
    .nullable()
    .default(null),
  /** Whether files are put away in the folders done and refused, as in a watched folder; else they stay and are remembered. */
  moves: z.boolean().default(false),
})

export const sourcePlace = z.discriminatedUnion('kind', [folderPlace, sftpPlace])
export type SourcePlace = z.infer<typeof sourcePlace>

export const sourceSchedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every'), minutes: z.int().min(1).max(1440) }),
  z.object({ kind: z.literal('daily'), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  z.object({ kind: z.literal('cron'), expression: z.string().trim().min(1).max(100) }),
])
export type SourceSchedule = z.infer<typeof sourceSchedule>

/** More than so many, or more than such a share, stops an import; null: no limit. */
const limit = z.object({ value: z.number().min(0).max(1_000_000_000), unit: z.enum(['count', 'percent']) }).nullable()

/** Percentages of creations, updates and refused rows are of the rows of the file; those of deletions of the records concerned. */
export const sourceLimits = z.object({
  creations: limit,
  updates: limit,
  deletions: limit,
  refused: limit,
  /** A header appeared or is gone since the mapping was saved. */
  headers: z.boolean(),
})
export type SourceLimits = z.infer<typeof sourceLimits>
export const limitNames = ['creations', 'updates', 'deletions', 'refused'] as const

const told = z.object({ code: z.string(), message: z.string() })

export const sourceFileOutcomes = ['taken', 'applied', 'stopped', 'known', 'refused', 'dropped'] as const

export const sourceFile = z.object({
  id: z.int(),
  name: z.string(),
  size: z.int(),
  at: z.string(),
  outcome: z.enum(sourceFileOutcomes),
  reasons: z.array(told),
  /** The import it became, or the one that took the same content before. */
  import: z.int().nullable(),
  counts: z
    .object({
      read: z.int(),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      refused: z.int(),
      deleted: z.int(),
    })
    .nullable(),
  movedTo: z.string().nullable(),
})
export type SourceFile = z.infer<typeof sourceFile>

export const sourceRun = z.object({
  id: z.int(),
  trigger: z.enum(['clock', 'hand']),
  startedAt: z.string(),
  /** Null while it runs. */
  endedAt: z.string().nullable(),
  /** Files that were still being written and are looked at again. */
  growing: z.int(),
  error: told.nullable(),
  files: z.array(sourceFile),
})
export type SourceRun = z.infer<typeof sourceRun>

const named = z.object({ id: z.int(), name: z.string() })

export const importSource = z.object({
  id: z.int(),
  name: z.string(),
  entity: listEntity,
  place: sourcePlace,
  /** What the server is shown to let Rafale in; never what it is. */
  secret: z.enum(['none', 'password', 'key']),
  pattern: z.string(),
  /** Null once it was deleted: the source does nothing then. */
  mapping: named.nullable(),
  mode: z.enum(importModes),
  schedule: sourceSchedule,
  timeZone: z.string(),
  limits: sourceLimits,
  /** Whether further files wait until the draft of one that was stopped is imported or deleted. */
  holdsAfterStop: z.boolean(),
  /** In whose name it imports. */
  user: named.extend({ isActive: z.boolean() }),
  /** Whoever set it up, who is told. */
  owner: named.nullable(),
  mailTo: z.array(z.string()),
  isActive: z.boolean(),
  isRunning: z.boolean(),
  nextRunAt: z.string().nullable(),
  lastRunAt: z.string().nullable(),
  /** Why the last run could not do its work. */
  trouble: told.nullable(),
  /** The last file that was taken. */
  lastFile: sourceFile.nullable(),
})
export type ImportSource = z.infer<typeof importSource>

const saved = z.object({
  name: z.string().trim().min(1).max(100),
  entity: listEntity,
  place: sourcePlace,
  /** With neither the stored secret stays, as long as server and user are the same. */
  password: z.string().min(1).max(500).optional(),
  privateKey: z.string().min(1).max(20_000).optional(),
  passphrase: z.string().max(500).optional(),
  /** `*` and `?` stand for any characters and any one; several patterns with `;`. */
  pattern: z.string().trim().min(1).max(300).default('*'),
  mapping: z.int(),
  mode: z.enum(importModes).default('update'),
  schedule: sourceSchedule,
  /** The installation's unless said. */
  timeZone: z.string().max(60).optional(),
  limits: sourceLimits,
  holdsAfterStop: z.boolean().default(true),
  /** Oneself unless said; somebody else takes the right “administration”. */
  user: z.int().optional(),
  mailTo: z.array(z.email()).max(20).default([]),
  isActive: z.boolean().default(true),
})
export type SourceInput = z.infer<typeof saved>
/** Whoever sends JSON may leave out what has a usual value. */
export type SourceBody = z.input<typeof saved>

const params = z.object({ id: z.coerce.number().int().positive() })
const savingErrors = [
  'value-not-available',
  'source-mapping-gone',
  'reference-unknown',
  'right-missing',
  'source-user-not-allowed',
  'source-limit-needed',
  'source-schedule-invalid',
  'source-folder-not-set',
  'source-folder-outside',
  'source-folder-missing',
] as const
const reachingErrors = [
  'source-folder-not-set',
  'source-folder-outside',
  'source-folder-missing',
  'source-unreachable',
  'source-refused',
  'source-host-key-changed',
  'source-key-unreadable',
] as const

export const listImportSources = endpoint({
  id: 'listImportSources',
  method: 'GET',
  path: '/api/v1/import-sources',
  summary: 'Sources of recurring imports: those in one’s own name; whoever sees everything sees all',
  right: 'import.source',
  result: z.array(importSource),
})

export const createImportSource = endpoint({
  id: 'createImportSource',
  method: 'POST',
  path: '/api/v1/import-sources',
  summary: 'Add a source: a folder or an SFTP directory, what its files are, when to look, what stops an import',
  right: 'import.source',
  body: saved,
  result: importSource,
  errors: savingErrors,
})

export const getImportSource = endpoint({
  id: 'getImportSource',
  method: 'GET',
  path: '/api/v1/import-sources/:id',
  summary: 'One source; its password or key is never given',
  right: 'import.source',
  params,
  result: importSource,
  errors: ['not-found'],
})

export const changeImportSource = endpoint({
  id: 'changeImportSource',
  method: 'PATCH',
  path: '/api/v1/import-sources/:id',
  summary: 'Change a source; what is not said stays as it is',
  right: 'import.source',
  params,
  // Not `partial`: what has a usual value would be set to it.
  body: z.object({
    ...saved.partial().shape,
    pattern: z.string().trim().min(1).max(300).optional(),
    mode: z.enum(importModes).optional(),
    holdsAfterStop: z.boolean().optional(),
    mailTo: z.array(z.email()).max(20).optional(),
    isActive: z.boolean().optional(),
  }),
  result: importSource,
  errors: ['not-found', ...savingErrors],
})

export const deleteImportSource = endpoint({
  id: 'deleteImportSource',
  method: 'DELETE',
  path: '/api/v1/import-sources/:id',
  summary: 'Drop a source with its history; its imports stay',
  right: 'import.source',
  params,
  result: z.object({}),
  errors: ['not-found', 'source-running', 'source-user-not-allowed'],
})

export const testImportSource = endpoint({
  id: 'testImportSource',
  method: 'POST',
  path: '/api/v1/import-sources/:id/test',
  summary: 'Look into a source and change nothing; the first test of an SFTP server keeps the fingerprint of its key',
  right: 'import.source',
  params,
  result: z.object({
    hostKey: z.string().nullable(),
    /** This test kept it: to be compared with what the operator of the server says. */
    isHostKeyNew: z.boolean(),
    /** At most 200, the oldest first, as they would be taken. */
    files: z.array(
      z.object({
        name: z.string(),
        size: z.int(),
        modifiedAt: z.string(),
        /** `other`: the pattern does not name it; `link`: links are not followed; `known`: taken before. */
        state: z.enum(['new', 'known', 'other', 'link']),
      }),
    ),
    total: z.int(),
  }),
  errors: ['not-found', 'source-user-not-allowed', ...reachingErrors],
})
export type SourceTest = z.infer<typeof testImportSource.result>

export const runImportSource = endpoint({
  id: 'runImportSource',
  method: 'POST',
  path: '/api/v1/import-sources/:id/run',
  summary: 'Look into a source now and import what is there, as a job',
  right: 'import.source',
  params,
  result: importSource,
  errors: ['not-found', 'source-running', 'source-user-not-allowed', 'source-user-gone'],
})

export const listImportSourceRuns = endpoint({
  id: 'listImportSourceRuns',
  method: 'GET',
  path: '/api/v1/import-sources/:id/runs',
  summary: 'What the runs of a source did, newest first; those that found nothing are not kept',
  right: 'import.source',
  params,
  query: z.object({
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  result: z.object({ runs: z.array(sourceRun), next: z.int().nullable() }),
  errors: ['not-found'],
})

export const listWatchFolders = endpoint({
  id: 'listWatchFolders',
  method: 'GET',
  path: '/api/v1/import-folders',
  summary: 'The folders that may be watched: those below RAFALE_WATCH_DIR',
  right: 'import.source',
  result: z.object({
    /** Whether the operator allowed a folder at all. */
    isSet: z.boolean(),
    /** Paths below it, three levels, at most 200. */
    folders: z.array(z.string()),
  }),
})
