import type { KeyboardEvent } from 'react'

/**
 * Enter takes the option that is marked. Mantine does that by a number which a timer of its own sets back to none when
 * letters come faster than timers: the option stays marked, and Enter does nothing for good.
 */
export function takeMarkedOption({ key, currentTarget, nativeEvent }: KeyboardEvent<HTMLElement>): void {
  const list = currentTarget.getAttribute('aria-controls')
  if (key !== 'Enter' || nativeEvent.isComposing || list === null) return
  // After Mantine's own handler, before the form would be sent.
  queueMicrotask(() => {
    if (nativeEvent.defaultPrevented) return
    const marked = document.getElementById(list)?.querySelector<HTMLElement>('[data-combobox-selected]')
    if (!marked) return
    nativeEvent.preventDefault()
    marked.click()
  })
}
