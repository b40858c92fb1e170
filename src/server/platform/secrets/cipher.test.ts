import { describe, expect, it } from 'vitest'
import { keyNeeded, keyOf, makeKey, openWith, sealWith } from './cipher.ts'
import { mailPasswordSlot, signOnSlot, totpSlot } from './slots.ts'

const key = makeKey()

describe('a sealed value', () => {
  it('opens as it was, with letters of every kind, and is another one each time', () => {
    for (const plain of ['', 's3cret', 'été « – » 🔑', 'x'.repeat(20_000)]) {
      const [one, other] = [sealWith(key, totpSlot(1), plain), sealWith(key, totpSlot(1), plain)]
      expect(openWith(key, totpSlot(1), one)).toBe(plain)
      expect(one).not.toBe(other)
      expect(one).toMatch(/^sealed:1:[0-9a-f]{8}:[\w-]+$/)
    }
  })

  it('opens in no other row and no other column', () => {
    const sealed = sealWith(key, totpSlot(1), 's3cret')
    for (const slot of [totpSlot(2), totpSlot(11), { name: 'import_source.secret', row: 1 } as const, signOnSlot]) {
      expect(() => openWith(key, slot, sealed)).toThrow('secret-damaged')
    }
    expect(() => openWith(key, signOnSlot, sealWith(key, mailPasswordSlot, 's3cret'))).toThrow('secret-damaged')
  })

  it('opens with no other key, and not when any of its letters is another one', () => {
    const sealed = sealWith(key, totpSlot(1), 's3cret')
    expect(() => openWith(makeKey(), totpSlot(1), sealed)).toThrow('secret-damaged')
    const start = `sealed:1:${key.id}:`.length
    for (let at = start; at < sealed.length - 1; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
      expect(() => openWith(key, totpSlot(1), changed), changed).toThrow('secret-damaged')
    }
    for (const cut of [sealed.slice(0, -4), sealed.slice(0, start + 10), 's3cret', '']) {
      expect(() => openWith(key, totpSlot(1), cut)).toThrow('secret-damaged')
    }
  })

  it('says which key it needs by a name that is the same for the same key', () => {
    expect(keyNeeded(sealWith(key, totpSlot(1), 'x'))).toBe(key.id)
    expect(keyOf(key.bytes).id).toBe(key.id)
    expect(key.bytes.toString('hex')).not.toContain(key.id)
    expect(keyNeeded('JBSWY3DPEHPK3PXP')).toBeUndefined()
    expect(keyNeeded('sealed:1:nothing')).toBeUndefined()
  })
})
