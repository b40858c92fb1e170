import { findField } from '../../../shared/catalogue/catalogue.ts'
import type { TabName } from '../../../shared/catalogue/field.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { Fault } from '../../api/api-problem.ts'
import type { AddressView } from './draft.ts'

/** What is wrong, by the name of the input: a field key, or `address.<address key>.<field key>`. */
export type Faults = Readonly<Record<string, string>>

/** The tab on which an input stands. */
export function tabOfInput(entity: ListEntity, name: string): TabName {
  return name.startsWith('address.') ? 'addresses' : (findField(entity, name)?.tab ?? 'general')
}

/** How many faults each tab holds. */
export function faultsByTab(entity: ListEntity, faults: Faults): Partial<Record<TabName, number>> {
  const counts: Partial<Record<TabName, number>> = {}
  for (const name of Object.keys(faults)) {
    const tab = tabOfInput(entity, name)
    counts[tab] = (counts[tab] ?? 0) + 1
  }
  return counts
}

/**
 * The server's faults put on the inputs they are about. An address is meant by its place among those sent
 * (`addresses.0.city`) or, when none is said (`address.city`), is the last one changed.
 */
export function placeFaults(found: readonly Fault[], sent: readonly AddressView[]): Faults {
  const placed: Record<string, string> = {}
  for (const { field, message } of found) {
    const address = /^address(?:es)?(?:\.(\d+))?\.(\w+)$/.exec(field ?? '')
    const place = address?.[1] === undefined ? sent.length - 1 : Number(address[1])
    const name = address ? `address.${sent[place]?.key ?? ''}.${address[2]}` : (field ?? '')
    placed[name] = placed[name] ? `${placed[name]} ${message}` : message
  }
  return placed
}

/** Puts the focus on an input, once its tab is shown. */
export function focusInput(name: string): void {
  setTimeout(() => {
    const found = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)
    const input = found?.matches('input,textarea,button') ? found : found?.querySelector<HTMLElement>('input,textarea')
    input?.focus()
    input?.scrollIntoView({ block: 'center' })
  }, 60)
}
