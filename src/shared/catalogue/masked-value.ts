import type { Field, Label } from './field.ts'

/**
 * What a reference to a record holds for who may not see that record: that there is one, and not which. Sent back in an
 * edit it changes nothing.
 */
export const maskedValue = 'masked'

/** What files say in its place; a file read back with it leaves the field as it is. No name or code looks so. */
export const maskedText: Label = { fr: '[masqué]', en: '[hidden]' }

const targets: readonly Field['target'][] = ['company', 'contact', 'address']

/** Whether values of the field point at records that can be hidden. */
export const isMaskable = ({ type, target }: Field): boolean => type === 'reference' && targets.includes(target)
