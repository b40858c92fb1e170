const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** "Firefox · Windows" of what a browser calls itself; what a program calls itself, shortened; '' when it said nothing. */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return ''
  const known = [browsers, systems].map((table) => table.find(([sign]) => sign.test(userAgent))?.[1]).filter(Boolean)
  return known.length > 0 ? known.join(' · ') : userAgent.slice(0, 60)
}
