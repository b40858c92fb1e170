import { accessErrors } from './access-errors.ts'
import { backupErrors } from './backup-errors.ts'
import { duplicateErrors } from './duplicate-errors.ts'
import { exportErrors } from './export-errors.ts'
import { fileErrors } from './file-errors.ts'
import { importErrors } from './import-errors.ts'
import { journalErrors } from './journal-errors.ts'
import { listErrors } from './list-errors.ts'
import { mailErrors } from './mail-errors.ts'
import { secretErrors } from './secret-errors.ts'
import { pictureErrors } from './picture-errors.ts'
import { sourceErrors } from './source-errors.ts'
import { recordErrors } from './record-errors.ts'
import { systemErrors } from './system-errors.ts'

/**
 * Every error a user can meet: code → HTTP status and what it says, with what to do about it.
 * The code is the key everywhere: in API problems, import problems, the command line and translations.
 */
export const errorTable = {
  ...systemErrors,
  ...accessErrors,
  ...recordErrors,
  ...fileErrors,
  ...importErrors,
  ...journalErrors,
  ...listErrors,
  ...exportErrors,
  ...duplicateErrors,
  ...mailErrors,
  ...pictureErrors,
  ...sourceErrors,
  ...secretErrors,
  ...backupErrors,
} as const

export type ErrorCode = keyof typeof errorTable
