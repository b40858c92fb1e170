/** Every column that holds a secret which must be read back in clear, and is therefore sealed. */
export const slotNames = ['app_user.totp_secret', 'import_source.secret', 'mail.text', 'setting.secret'] as const

export type SlotName = (typeof slotNames)[number]

/** Where one sealed value stands: it opens nowhere else. `row` is the key of its row. */
export type Slot = { name: SlotName; row: string | number }

export const mailPasswordSlot: Slot = { name: 'setting.secret', row: 'mail' }
export const signOnSlot: Slot = { name: 'setting.secret', row: 'sign-on' }
export const totpSlot = (userId: number): Slot => ({ name: 'app_user.totp_secret', row: userId })
export const sourceSlot = (sourceId: number): Slot => ({ name: 'import_source.secret', row: sourceId })
export const mailTextSlot = (mailId: number): Slot => ({ name: 'mail.text', row: mailId })
