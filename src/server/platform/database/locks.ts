/** The advisory locks of the application, each a number of its own. */
export const locks = {
  /** Held for the length of a bulk apply: imports, journals, undos queue on it. */
  bulk: 741_001,
  /** Held from taking a log position to commit: makes sequence order commit order. */
  logPosition: 741_002,
  migrations: 741_003,
  /** Held while the first administrator or what an installation starts with is made. */
  setUp: 741_004,
  /** With a user's number beside it: one preview of a journal at a time for each. */
  journalPreview: 741_005,
  /** With an import's number beside it: one plan of it at a time. */
  importPlan: 741_006,
  /** With an import's number beside it: one look into its file at a time. */
  importProbe: 741_007,
  /** Held while it is decided which source of recurring imports is looked into next. */
  sourceSchedule: 741_008,
  /** With a source's number beside it: one run of it at a time, on whatever node. */
  sourceRun: 741_009,
  /** Held while accounts change in a way that must leave an administrator. */
  accounts: 741_010,
  /** Held, shared, by whoever seals a secret; by itself while the key is made or changed. */
  secrets: 741_011,
  /** Held while it is decided whether a backup is begun. */
  backup: 741_012,
} as const
