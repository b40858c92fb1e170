/** A made-up record: its id and its values by catalogue key; what is not named is empty. */
export type DemoRecord = { id: number; subjectId: number; values: Record<string, DemoValue> }
export type DemoValue = string | number | boolean | readonly number[] | null

/** Every company has its place, and room behind it for what belongs to it: 3 addresses and 6 contacts. */
export const idsPerCompany = 10
export const addressPlace = 1
export const contactPlace = 4
