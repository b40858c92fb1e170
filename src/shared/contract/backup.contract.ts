/** Backups that are kept on the server (AD-1): made by hand or every night, downloaded, deleted. Restoring is a command. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const backupSettings = z.object({
  /** Whether one is made every day. */
  isDaily: z.boolean(),
  /** When, in the time zone of the installation. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** So many of those made by the clock are kept; those made by hand stay. */
  keep: z.int().min(1).max(365),
})
export type BackupSettings = z.infer<typeof backupSettings>

export const backup = z.object({
  /** The file in the directory of backups. */
  name: z.string(),
  at: z.string(),
  size: z.int(),
  isDaily: z.boolean(),
})
export type Backup = z.infer<typeof backup>

const backupList = z.object({
  settings: backupSettings,
  timeZone: z.string(),
  /** When the next one is made; null when none is by itself. */
  nextAt: z.string().nullable(),
  /** Where they are kept on the server. */
  directory: z.string(),
  /** Bytes that are free there. */
  freeBytes: z.int(),
  /** The job that makes one now. */
  job: z.object({ id: z.int(), progress: z.number() }).nullable(),
  /** Why the last attempt made none; null when it did. */
  failure: z.object({ at: z.string(), message: z.string() }).nullable(),
  backups: z.array(backup),
})
export type BackupList = z.infer<typeof backupList>

const params = z.object({ name: z.string().max(100) })

export const listBackups = endpoint({
  id: 'listBackups',
  method: 'GET',
  path: '/api/v1/backups',
  summary: 'The backups kept on the server, newest first, and when the next one is made',
  right: 'administration',
  result: backupList,
  errors: ['backup-directory-closed'],
})

export const createBackup = endpoint({
  id: 'createBackup',
  method: 'POST',
  path: '/api/v1/backups',
  summary: 'Make a backup of everything, by a job; work goes on meanwhile',
  right: 'administration',
  result: z.object({ job: z.int(), name: z.string() }),
  errors: ['backup-running'],
})

export const downloadBackup = endpoint({
  id: 'downloadBackup',
  method: 'GET',
  path: '/api/v1/backups/:name/file',
  summary: 'The file of a backup; it holds restricted records too, so it takes the right to see them',
  right: 'administration',
  params,
  produces: 'file',
  result: z.undefined(),
  errors: ['not-found', 'right-missing'],
})

export const deleteBackup = endpoint({
  id: 'deleteBackup',
  method: 'DELETE',
  path: '/api/v1/backups/:name',
  summary: 'Remove a backup',
  right: 'administration',
  params,
  result: z.object({}),
  errors: ['not-found'],
})

export const saveBackupSettings = endpoint({
  id: 'saveBackupSettings',
  method: 'PATCH',
  path: '/api/v1/backup-settings',
  summary: 'Whether a backup is made every day, when, and how many are kept',
  right: 'administration',
  body: backupSettings,
  result: backupSettings,
})
