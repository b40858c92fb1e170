import type { ComboboxItem, ComboboxParsedItem, OptionsFilter } from '@mantine/core'
import { matchText } from '../../../shared/catalogue/match-form.ts'

/** The value of the item that adds what was typed; kept whatever is searched. */
export const addItem = '+'

const isItem = (item: ComboboxParsedItem): item is ComboboxItem => 'value' in item

/** Searches options without case or accents; those that start with what was typed come first. */
export const filterOptions: OptionsFilter = ({ options, search, limit }) => {
  const wanted = matchText(search)
  const items = options.filter(isItem)
  const found = items
    .filter((item) => item.value !== addItem && matchText(item.label).includes(wanted))
    .sort((one, other) => startsLater(one, wanted) - startsLater(other, wanted))
  return [...found.slice(0, limit), ...items.filter((item) => item.value === addItem)]
}

const startsLater = (item: ComboboxItem, wanted: string) => (matchText(item.label).startsWith(wanted) ? 0 : 1)
