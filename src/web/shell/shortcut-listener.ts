import { shortcutTable, type ShortcutName } from './shortcut-table.ts'

/** What a shortcut does; `false` lets the browser have the key. */
export type ShortcutHandler = (event: KeyboardEvent) => void | false

const handlers = new Map<ShortcutName, ShortcutHandler[]>()
const names = new Map<string, ShortcutName>(
  Object.entries(shortcutTable).flatMap(([name, { keys }]) => keys.map((key) => [key, name as ShortcutName] as const)),
)
const starts = new Set([...names.keys()].filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]))
let pending = { key: '', at: 0 }

export const singleKeysStorage = 'rafale-single-keys'
const areSingleKeysOn = () => localStorage.getItem(singleKeysStorage) !== 'false'

/** The key of an event as the table writes it; with Alt by position when the layout gives no letter or digit. */
export function readChord(event: KeyboardEvent): string {
  const typed = event.key.toLowerCase()
  const byPosition = event.code.replace(/^(Key|Digit)/, '').toLowerCase()
  const key = event.altKey && !/^[a-z0-9]$/.test(typed) ? byPosition : typed
  const isSign = /^[^a-z0-9]$/.test(key)
  const modifiers = [
    (event.ctrlKey || event.metaKey) && 'ctrl+',
    event.altKey && 'alt+',
    event.shiftKey && !isSign && 'shift+',
  ]
  return modifiers.filter(Boolean).join('') + key
}

/** Whether what has the focus takes typed text, or keys of its own. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
    ? !(target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type))
    : target.closest('[role="listbox"],[role="menu"],[role="combobox"]') !== null
}

/** Keys pressed one after the other within a second become one: `g s`. */
function withPending(chord: string): string {
  const isFollowing = pending.key !== '' && Date.now() - pending.at < 1000
  const sequence = isFollowing ? `${pending.key} ${chord}` : chord
  pending = starts.has(chord) && !isFollowing ? { key: chord, at: Date.now() } : { key: '', at: 0 }
  return names.has(sequence) ? sequence : chord
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const typing = isTaken(event.target)
  const chord = typing ? readChord(event) : withPending(readChord(event))
  const name = names.get(chord)
  const handler = name && handlers.get(name)?.at(-1)
  if (!name || !handler) return
  const worksInInputs = 'worksInInputs' in shortcutTable[name]
  if (typing && !worksInInputs) return
  if (!worksInInputs && document.querySelector('[role="dialog"]')) return
  if (/^([a-z]( [a-z])?|\/|\?)$/.test(chord) && !areSingleKeysOn()) return
  if (handler(event) !== false) event.preventDefault()
}

/** Puts a handler in charge of a shortcut until the returned function is called; the last one put wins. */
export function addShortcut(name: ShortcutName, handler: ShortcutHandler): () => void {
  if (handlers.size === 0) window.addEventListener('keydown', onKeyDown)
  const stack = handlers.get(name) ?? []
  handlers.set(name, [...stack, handler])
  return () =>
    handlers.set(
      name,
      (handlers.get(name) ?? []).filter((one) => one !== handler),
    )
}
