import type { Language } from '../../shared/errors/rafale-error.ts'

const storageKey = 'rafale-language'
let language: Language = firstLanguage()

/** What was chosen in this browser, else what the browser prefers. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(storageKey)
  if (kept === 'fr' || kept === 'en') return kept
  return navigator.language.startsWith('en') ? 'en' : 'fr'
}

/** The language of the page. */
export function currentLanguage(): Language {
  return language
}

/** Remembers the language in this browser. `useLanguage().setLanguage` is what a screen calls. */
export function keepLanguage(next: Language): void {
  language = next
  localStorage.setItem(storageKey, next)
  document.documentElement.lang = next
}
