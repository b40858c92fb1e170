/** One error: its HTTP status and its text in each language; `{name}` is replaced by the parameter of that name. */
export type ErrorEntry = { status: number; fr: string; en: string }
export type ErrorEntries = Record<string, ErrorEntry>
