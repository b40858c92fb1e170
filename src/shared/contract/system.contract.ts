/** How the installation is (AD-1): versions, work that waits, mails, sizes, the key of the secrets. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const systemState = z.object({
  version: z.string(),
  node: z.string(),
  database: z.object({
    version: z.string(),
    /** The PostgreSQL that comes with Rafale. */
    isEmbedded: z.boolean(),
    bytes: z.int(),
    /** Of uploaded and made files, which are part of it. */
    fileBytes: z.int(),
  }),
  migrations: z.object({ count: z.int(), last: z.string(), at: z.string() }),
  worker: z.object({
    /** `here`: this process does jobs too; `elsewhere`: another one did in the last minutes. */
    state: z.enum(['here', 'elsewhere', 'missing']),
    waiting: z.int(),
    running: z.int(),
    /** Jobs for a time to come. */
    scheduled: z.int(),
    /** In the last day. */
    failed: z.int(),
  }),
  mails: z.object({ source: z.enum(['database', 'environment', 'none']), waiting: z.int(), failed: z.int() }),
  /** Of the disk with the data directory. */
  disk: z.object({ directory: z.string(), freeBytes: z.int(), totalBytes: z.int() }),
  secrets: z.object({
    isKeyHere: z.boolean(),
    place: z.string(),
    /** Others than its owner can read the file. */
    isOpenToOthers: z.boolean(),
    /** Secrets that cannot be read with the key. */
    unreadable: z.int(),
  }),
  /** Sample data that was not taken away. */
  sampleData: z.array(z.object({ changeSet: z.int(), companies: z.int() })),
})
export type SystemState = z.infer<typeof systemState>

export const getSystem = endpoint({
  id: 'getSystem',
  method: 'GET',
  path: '/api/v1/system',
  summary: 'How the installation is: versions, jobs and mails that wait, sizes, free disk, the key of the secrets',
  right: 'administration',
  result: systemState,
})
