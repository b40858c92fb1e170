import { endpoints } from '../shared/contract/endpoints.ts'
import { examples } from '../shared/contract/examples/examples.ts'
import { accessErrors } from '../shared/errors/access-errors.ts'
import { backupErrors } from '../shared/errors/backup-errors.ts'
import type { ErrorEntries } from '../shared/errors/error-entry.ts'
import { duplicateErrors } from '../shared/errors/duplicate-errors.ts'
import { exportErrors } from '../shared/errors/export-errors.ts'
import { fileErrors } from '../shared/errors/file-errors.ts'
import { importErrors } from '../shared/errors/import-errors.ts'
import { journalErrors } from '../shared/errors/journal-errors.ts'
import { listErrors } from '../shared/errors/list-errors.ts'
import { mailErrors } from '../shared/errors/mail-errors.ts'
import { pictureErrors } from '../shared/errors/picture-errors.ts'
import { recordErrors } from '../shared/errors/record-errors.ts'
import { secretErrors } from '../shared/errors/secret-errors.ts'
import { sourceErrors } from '../shared/errors/source-errors.ts'
import { systemErrors } from '../shared/errors/system-errors.ts'
import { openApi } from './platform/http/open-api.ts'
import { version } from './platform/version.ts'

/** The documents that are made from the code, by path; `npm run generate` writes them, a test finds them out of date. */
export function generatedDocs(): Record<string, string> {
  return {
    'docs/openapi.json': `${JSON.stringify(openApi(endpoints, { version, examples }), null, 2)}\n`,
    'docs/errors.md': errorPage(),
  }
}

const groups: Record<string, ErrorEntries> = {
  System: systemErrors,
  Access: accessErrors,
  'Values and records': recordErrors,
  Pictures: pictureErrors,
  Files: fileErrors,
  Imports: importErrors,
  'Recurring imports': sourceErrors,
  Exports: exportErrors,
  Journals: journalErrors,
  Lists: listErrors,
  'Duplicates and merge': duplicateErrors,
  Mail: mailErrors,
  Secrets: secretErrors,
  Backups: backupErrors,
}

function errorPage(): string {
  const intro = `# Errors

Every refusal by its code: what the API answers in \`code\` (RFC 9457 problem documents), what an import says of a cell,
what the command line prints. Made from \`src/shared/errors\` by \`npm run generate\`; \`{…}\` stands for a parameter.
`
  return [intro, ...Object.entries(groups).map(([title, entries]) => `## ${title}\n\n${table(entries)}`)].join('\n')
}

function table(entries: ErrorEntries): string {
  const rows = Object.entries(entries).map(
    ([code, { status, fr, en }]) => `| \`${code}\` | ${status} | ${cell(en)} | ${cell(fr)} |`,
  )
  return ['| code | status | English | French |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

const cell = (text: string) => text.replaceAll('|', '\\|')
