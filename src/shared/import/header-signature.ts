import { headerForm } from './header-form.ts'

/** Equal for files of the same columns, in whatever order and however their headers are cased or accented. */
export const headerSignature = (headers: readonly string[]): string => headers.map(headerForm).sort().join('\u001F')
