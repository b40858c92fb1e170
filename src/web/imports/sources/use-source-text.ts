import { useTranslation } from 'react-i18next'
import { limitNames, type ImportSource } from '../../../shared/contract/import-source.contract.ts'
import type { Tone } from '../../design/StatusDot.tsx'

export type SourceState = 'running' | 'active' | 'off' | 'trouble' | 'untested'

/** What a source does now, as one word. */
export function stateOf({ isRunning, isActive, trouble, place }: ImportSource): SourceState {
  if (isRunning) return 'running'
  if (trouble) return 'trouble'
  if (place.kind === 'sftp' && place.hostKey === null) return 'untested'
  return isActive ? 'active' : 'off'
}

export const stateTones: Record<SourceState, Tone> = {
  running: 'blue',
  active: 'green',
  off: 'gray',
  trouble: 'red',
  untested: 'amber',
}

/** A source in words: where, when, what stops it. */
export function useSourceText() {
  const { t } = useTranslation()
  return {
    place: ({ place }: Pick<ImportSource, 'place'>): string =>
      place.kind === 'folder'
        ? place.path || t('sources.rootFolder')
        : `${place.user}@${place.host}${place.port === 22 ? '' : `:${place.port}`} ${place.directory}`,
    schedule: ({ schedule }: Pick<ImportSource, 'schedule'>): string => {
      if (schedule.kind === 'every') return t('sources.schedule.every', { count: schedule.minutes })
      if (schedule.kind === 'daily') return t('sources.schedule.daily', { at: schedule.at })
      return t('sources.schedule.cron', { expression: schedule.expression })
    },
    limits: ({ limits }: Pick<ImportSource, 'limits'>): string[] => [
      ...limitNames.flatMap((name) => {
        const limit = limits[name]
        return limit === null ? [] : [t(`sources.facts.${limit.unit}.${name}`, { value: limit.value })]
      }),
      ...(limits.headers ? [t('sources.facts.headers')] : []),
    ],
  }
}
