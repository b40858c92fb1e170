import type { Language } from '../../shared/errors/rafale-error.ts'

const numbers = { fr: new Intl.NumberFormat('fr'), en: new Intl.NumberFormat('en') }

/** 1234567 → "1 234 567" (French: narrow no-break spaces). */
export function formatCount(count: number, language: Language): string {
  return numbers[language].format(count)
}

/** 0.784 → "78 %". */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** "21/11/2026 11:05" in French, "21 Nov 2026, 11:05" in English. */
export function formatMoment(iso: string, language: Language): string {
  return language === 'fr'
    ? `${formatDay(iso, 'fr')} ${formatTime(iso, 'fr')}`
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
}

/** "11:05". */
export function formatTime(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr' : 'en-GB', { timeStyle: 'short' }).format(new Date(iso))
}

/** "21/11/2026". */
export function formatDay(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(iso))
}

/** "samedi 21 novembre 2026", with "aujourd’hui" and "hier" for the last two days. */
export function formatDayInFull(iso: string, language: Language): string {
  const days = Math.round((startOfDay(new Date()) - startOfDay(new Date(iso))) / 86_400_000)
  const text =
    days === 0 || days === 1
      ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day')
      : new Intl.DateTimeFormat(language === 'fr' ? 'fr' : 'en-GB', { dateStyle: 'full' }).format(new Date(iso))
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** 5_400_000 → "5,4 Mo" in French, "5.4 MB" in English. */
export function formatBytes(bytes: number, language: Language): string {
  const units = language === 'fr' ? ['octets', 'ko', 'Mo', 'Go'] : ['bytes', 'kB', 'MB', 'GB']
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const size = new Intl.NumberFormat(language, { maximumFractionDigits: power === 0 ? 0 : 1 }).format(
    bytes / 1000 ** power,
  )
  return `${size}\u00a0${units[power]}`
}
