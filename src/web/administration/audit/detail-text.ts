import type { i18n as I18n } from 'i18next'

/** What an event of the audit log holds, on one line: `e-mail : ann@rafale.test · adresse : 10.0.0.7`. */
export function detailText(detail: Record<string, unknown>, { t, exists }: I18n): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => {
      const path = `administration.audit.details.${key as 'address'}` as const
      return t('administration.audit.detail', { name: exists(path) ? t(path) : key, value: valueText(value, t) })
    })
    .join(' · ')
}

function valueText(value: unknown, t: I18n['t']): string {
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
