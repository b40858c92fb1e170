/**
 * Text that a spreadsheet would run as a formula when it opens a CSV file, and its way back. Each way is the other's
 * inverse, whatever the text: what looks neutralised already gets one apostrophe more.
 */

/** What starts a formula; numbers and phone numbers start with a sign too, and run nothing. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s.,()]*$/.test(text)
/** SQL twin: the restoring of cells in read-rows. */
export const neutralisedPattern = /^'+[=+\-@\t\r]/

/** For files whose cells a spreadsheet would interpret: an apostrophe in front, which it shows as plain text. */
export const neutraliseFormula = (text: string): string =>
  isFormula(text) || neutralisedPattern.test(text) ? `'${text}` : text

/** For files whose cells are declared texts, which run nothing: only what `restoreFormula` would mistake is marked. */
export const markNeutralised = (text: string): string => (neutralisedPattern.test(text) ? `'${text}` : text)

/** The text as it was before `neutraliseFormula` or `markNeutralised`. */
export const restoreFormula = (text: string): string => (neutralisedPattern.test(text) ? text.slice(1) : text)
