import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { addressRecord, listEntity, references, values } from './record.contract.ts'

/** Several records made one (CO-10): previewed side by side, done as one change set that can be undone. */

/** At most this many records are merged at once. */
export const mostMerged = 5

/** Whose value a field keeps: a record's id; `all` joins tags, billing entities and long texts. */
const keep = z.record(z.string(), z.union([z.int().positive(), z.literal('all')]))

const choices = {
  /** The record that stays. */
  survivor: z.int().positive(),
  keep,
  /** An address or contact of any of the records; the survivor’s own unless said. */
  defaultAddress: z.int().positive().nullable().optional(),
  defaultContact: z.int().positive().nullable().optional(),
}
export const mergeChoices = z.object(choices)
export type MergeChoices = z.infer<typeof mergeChoices>

const mergedRecord = z.object({
  id: z.int(),
  version: z.int(),
  label: z.string(),
  values,
  addresses: z.array(addressRecord),
  isRestricted: z.boolean(),
  /** Company: its contacts that one may see. */
  contacts: z.array(z.object({ id: z.int(), label: z.string() })),
  contactCount: z.int(),
  createdAt: z.string(),
  updatedAt: z.string().nullable(),
})
export type MergedRecord = z.infer<typeof mergedRecord>

const effects = z.object({
  /** What moves to the record that stays. */
  contacts: z.int(),
  addresses: z.int(),
  /** Addresses it has already. */
  sameAddresses: z.int(),
  /** Other records that referred to a merged one and will refer to the one that stays. */
  references: z.int(),
  /** The record that stays will be seen by fewer people than now. */
  isRestricted: z.boolean(),
})
export type MergeEffects = z.infer<typeof effects>

export const previewMerge = endpoint({
  id: 'previewMerge',
  method: 'POST',
  path: '/api/v1/merges/preview',
  summary:
    'Records side by side, what would be kept of each, what moves, and what stands in the way; nothing is written',
  right: 'signed-in',
  body: z.object({
    entity: listEntity,
    ids: z.array(z.int().positive()).min(2).max(mostMerged),
    /** The most complete record and its values unless said. */
    choices: mergeChoices.optional(),
  }),
  result: z.object({
    records: z.array(mergedRecord),
    references,
    /** The choices as they stand, with a proposal for whatever was left open. */
    choices: mergeChoices,
    /** Fields that one’s role may not change in the record that stays (FC-4). */
    locked: z.array(z.string()),
    effects,
    /** Why it would be refused as it stands. */
    faults: z.array(z.object({ field: z.string().nullable(), code: z.string(), message: z.string() })),
  }),
  errors: ['not-found', 'right-missing', 'merge-choice-unfit', 'merge-blocked', 'merge-access'],
})

export const mergeRecords = endpoint({
  id: 'mergeRecords',
  method: 'POST',
  path: '/api/v1/merges',
  summary:
    'Merge records into one, if they are still at these versions; the others are gone, their codes still find it',
  right: 'signed-in',
  body: z.object({
    entity: listEntity,
    records: z
      .array(z.object({ id: z.int().positive(), version: z.int() }))
      .min(2)
      .max(mostMerged),
    ...choices,
    keep: keep.optional(),
  }),
  result: z.object({ id: z.int(), version: z.int(), changeSet: z.int() }),
  errors: [
    'not-found',
    'right-missing',
    'record-changed',
    'edit-refused',
    'merge-choice-unfit',
    'merge-blocked',
    'merge-access',
    'busy-writing',
    'busy-elsewhere',
  ],
})
