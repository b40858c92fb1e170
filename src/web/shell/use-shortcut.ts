import { useEffect, useRef } from 'react'
import { addShortcut, type ShortcutHandler } from './shortcut-listener.ts'
import type { ShortcutName } from './shortcut-table.ts'

/** Has a shortcut do something while the component is on the page. */
export function useShortcut(name: ShortcutName, handler: ShortcutHandler, isEnabled = true): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => (isEnabled ? addShortcut(name, (event) => latest.current(event)) : undefined), [name, isEnabled])
}
