import type { ComboboxItem, ComboboxItemGroup, ComboboxParsedItem, OptionsFilter } from '@mantine/core'
import { matchText } from '../../../shared/catalogue/match-form.ts'

const isGroup = (item: ComboboxParsedItem): item is ComboboxItemGroup<ComboboxItem> => 'group' in item
const isItem = (item: ComboboxParsedItem | string): item is ComboboxItem =>
  typeof item === 'object' && 'value' in item && 'label' in item

/** Searches the options of each group without case or accents; groups left with none are left out. */
export const filterGroups: OptionsFilter = ({ options, search }) => {
  const wanted = matchText(search)
  const fits = (item: ComboboxParsedItem | string) => isItem(item) && matchText(item.label).includes(wanted)
  return options.flatMap((item): ComboboxParsedItem[] => {
    if (!isGroup(item)) return fits(item) ? [item] : []
    const items = item.items.filter(fits)
    return items.length > 0 ? [{ ...item, items }] : []
  })
}
