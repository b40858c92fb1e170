import type { ComboboxItem, ComboboxParsedItem, OptionsFilter } from '@mantine/core'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import { findTarget } from '../../../shared/import/targets.ts'

/** The value that stands for "do not import". */
export const ignored = '-'

const words = new Map<string, string>()

/** All that a target may be called: label in both languages, and the headers it is recognised by. */
function wordsOf(path: string): string {
  const known = words.get(path)
  if (known !== undefined) return known
  const target = findTarget(path)
  const said = matchText([target?.label.fr, target?.label.en, ...(target?.headers ?? [])].join(' | '))
  words.set(path, said)
  return said
}

const isGroup = (item: ComboboxParsedItem): item is { group: string; items: ComboboxItem[] } => 'group' in item

/** Searches targets by every word typed, in their names and in the headers they answer to, without case or accents. */
export const filterTargets: OptionsFilter = ({ options, search }) => {
  const wanted = matchText(search).split(' ').filter(Boolean)
  const isWanted = (item: ComboboxItem) => {
    const said = `${matchText(item.label)} ${wordsOf(item.value)}`
    return wanted.every((word) => said.includes(word))
  }
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (isGroup(option)) {
      const items = option.items.filter(isWanted)
      return items.length > 0 ? [{ ...option, items }] : []
    }
    return 'value' in option && isWanted(option) ? [option] : []
  })
}
