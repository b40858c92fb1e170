import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Slot } from './slots.ts'

/** 256 bits, and the short name by which sealed values say which key they need; it tells nothing of the key. */
export type Key = { id: string; bytes: Buffer }

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const shape = /^sealed:1:([0-9a-f]{8}):([A-Za-z0-9_-]+)$/

export function keyOf(bytes: Buffer): Key {
  const id = createHash('sha256').update('rafale key id').update(bytes).digest('hex').slice(0, 8)
  return { id, bytes }
}

export const makeKey = (): Key => keyOf(randomBytes(32))

/** `sealed:1:<key id>:<nonce, cipher text and tag>`: the value for that slot, which nobody reads or moves without the key. */
export function sealWith({ id, bytes }: Key, slot: Slot, plain: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, bytes, nonce).setAAD(boundTo(slot))
  const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${sealedBy(id)}${sealed.toString('base64url')}`
}

/** What all values sealed by that key begin with. */
export const sealedBy = (keyId: string): string => `sealed:1:${keyId}:`

/** Which key a sealed value needs; undefined for one that is in plain. */
export const keyNeeded = (sealed: string): string | undefined => shape.exec(sealed)?.[1]

/** What was sealed by that key for that slot; throws 'secret-damaged' for anything else. */
export function openWith({ id, bytes }: Key, slot: Slot, sealed: string): string {
  const [, keyId, text = ''] = shape.exec(sealed) ?? []
  const content = Buffer.from(text, 'base64url')
  if (keyId !== id || content.length < nonceBytes + tagBytes) throw new RafaleError('secret-damaged')
  try {
    const opening = createDecipheriv(algorithm, bytes, content.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(boundTo(slot))
      .setAuthTag(content.subarray(-tagBytes))
    return Buffer.concat([opening.update(content.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8')
  } catch {
    throw new RafaleError('secret-damaged')
  }
}

const boundTo = ({ name, row }: Slot): Buffer => Buffer.from(`rafale/${name}/${row}`)
