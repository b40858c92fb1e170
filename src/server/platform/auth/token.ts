import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, fit for a cookie or a header. */
export const makeToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')

/** What is stored of a token: enough to recognise it, useless to whoever reads the database. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
