/** What people and programs write beside their files: locks of office programs, files that are still being sent. */
const unfinished = /^(\.|~\$)|\.(tmp|temp|part|partial|filepart|crdownload|swp|lock)$/i

/** Whether one of the patterns, separated by `;`, names the file: `*` stands for any characters, `?` for one; case is all one. */
export const matchesPattern = (pattern: string, name: string): boolean =>
  !unfinished.test(name) &&
  pattern
    .split(';')
    .map((one) => one.trim())
    .some((one) => one !== '' && matches(one.toLocaleLowerCase('en'), name.toLocaleLowerCase('en')))

/** Goes back to the last `*` only: takes a time of length × length at worst, whatever is written. */
function matches(pattern: string, name: string): boolean {
  const wanted = Array.from(pattern)
  const given = Array.from(name)
  let at = 0
  let star = -1
  let taken = 0
  for (let index = 0; index < given.length;) {
    if (wanted[at] === '*') {
      star = at++
      taken = index
    } else if (wanted[at] === '?' || wanted[at] === given[index]) {
      at++
      index++
    } else if (star >= 0) {
      at = star + 1
      index = ++taken
    } else {
      return false
    }
  }
  while (wanted[at] === '*') at++
  return at === wanted.length
}
