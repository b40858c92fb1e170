/** The codes of a pasted column: one a line, or with tabs, semicolons or commas between them; each once. */
export function readCodes(text: string): string[] {
  const codes = text.split(/[\r\n\t;,]+/).map((code) => code.trim().replace(/^"(.*)"$/, '$1'))
  return [...new Set(codes.filter((code) => code !== ''))]
}
