import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'
import { frenchSpaces } from './french-spaces.ts'
import { currentLanguage, keepLanguage } from './language.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof fr }
  }
}

type Tree = { [key: string]: string | Tree }

/** Texts ready to show: spaces set the French way, and the plural of round millions said like any other. */
function prepare(tree: Tree, polish: (text: string) => string): Tree {
  const ready: Tree = {}
  for (const [key, node] of Object.entries(tree)) {
    ready[key] = typeof node === 'string' ? polish(node) : prepare(node, polish)
    if (key.endsWith('_other')) ready[key.replace(/_other$/, '_many')] = ready[key]
  }
  return ready
}

void i18next.use(initReactI18next).init({
  lng: currentLanguage(),
  fallbackLng: 'fr',
  resources: {
    fr: { translation: prepare(fr, frenchSpaces) },
    en: { translation: prepare(en, (text) => text) },
  },
  interpolation: { escapeValue: false },
})
keepLanguage(currentLanguage())

export { i18next }
