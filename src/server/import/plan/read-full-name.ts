export type FullName = { civility: string | null; firstName: string | null; lastName: string | null; isUnsure: boolean }

const civilities = new Map([
  ['m', 'M.'],
  ['m.', 'M.'],
  ['mr', 'M.'],
  ['mr.', 'M.'],
  ['monsieur', 'M.'],
  ['mme', 'Mme'],
  ['mme.', 'Mme'],
  ['mrs', 'Mme'],
  ['ms', 'Mme'],
  ['madame', 'Mme'],
  ['mlle', 'Mlle'],
  ['melle', 'Mlle'],
  ['mademoiselle', 'Mlle'],
])

const isCapitals = (word: string) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()

/**
 * A name in one cell: the civility is taken off, words in capitals are the last name, a comma parts "LAST, first";
 * else it is read "first last", and unsure when there are more words or only one.
 */
export function readFullName(text: string): FullName {
  const words = text.split(' ').filter((word) => word !== '')
  const civility = civilities.get((words[0] ?? '').toLowerCase()) ?? null
  const rest = civility && words.length > 1 ? words.slice(1) : words
  const taken = civility && words.length > 1 ? civility : null
  const comma = rest.join(' ').split(/\s*,\s*/)
  if (comma.length === 2 && comma[0] && comma[1])
    return { civility: taken, firstName: comma[1], lastName: comma[0], isUnsure: false }
  const capitals = rest.filter(isCapitals)
  if (capitals.length > 0 && capitals.length < rest.length) {
    return {
      civility: taken,
      firstName: rest.filter((word) => !isCapitals(word)).join(' '),
      lastName: capitals.join(' '),
      isUnsure: false,
    }
  }
  if (rest.length === 1)
    return {
      civility: taken,
      firstName: null,
      lastName: rest[0] ?? null,
      isUnsure: taken === null && capitals.length === 0,
    }
  return {
    civility: taken,
    firstName: rest[0] ?? null,
    lastName: rest.slice(1).join(' '),
    isUnsure: rest.length > 2 || capitals.length > 0,
  }
}
