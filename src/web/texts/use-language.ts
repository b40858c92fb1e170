import { useTranslation } from 'react-i18next'
import { updateMe } from '../../shared/contract/session.contract.ts'
import type { Language } from '../../shared/errors/rafale-error.ts'
import { call } from '../api/call.ts'
import { keepLanguage } from './language.ts'

/** The language of the page and how to change it; `setLanguage` also remembers it for the signed-in user. */
export function useLanguage() {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'fr'

  const showLanguage = (next: Language) => {
    keepLanguage(next)
    void i18n.changeLanguage(next)
  }
  const setLanguage = async (next: Language) => {
    showLanguage(next)
    await call(updateMe, { body: { language: next } }).catch(() => undefined)
  }
  return { language, showLanguage, setLanguage }
}
