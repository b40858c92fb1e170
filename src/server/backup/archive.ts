/**
 * What a backup is: a gzipped tar that any tool opens. First `rafale-backup.json` (`ArchiveHead`), then each table as
 * CSV in pieces `tables/<name>/000001.csv` … to be put behind each other, last `manifest.json` (`ArchiveManifest`), so
 * that an archive cut short is known by its absence.
 */
export const archiveFormat = 1
export const headName = 'rafale-backup.json'
export const manifestName = 'manifest.json'

export type ArchiveHead = {
  format: number
  version: string
  at: string
  /** Migrations that made its tables, in order. */
  migrations: { name: string; checksum: string }[]
  tables: { name: string; columns: string[] }[]
  /** Columns of custom fields, which no migration makes; absent from archives of before there were any. */
  customColumns?: { table: string; column: string; type: string }[]
}

export type ArchiveManifest = {
  /** Rows, and SHA-256 of the CSV, of each table. */
  tables: Record<string, { rows: number; sha256: string }>
  sequences: Record<string, { last: number; isCalled: boolean }>
}
