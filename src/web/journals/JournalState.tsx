import { useTranslation } from 'react-i18next'
import type { Journal } from '../../shared/contract/journal.contract.ts'
import { StatusDot, type Tone } from '../design/StatusDot.tsx'

const tones: Record<Journal['state'], { tone: Tone; isHollow?: boolean }> = {
  draft: { tone: 'gray', isHollow: true },
  waiting: { tone: 'blue', isHollow: true },
  scheduled: { tone: 'blue', isHollow: true },
  validating: { tone: 'blue' },
  validated: { tone: 'green' },
  undone: { tone: 'gray' },
}

/** Where a journal is: draft, running, validated, undone. */
export function JournalState({ state }: { state: Journal['state'] }) {
  const { t } = useTranslation()
  return <StatusDot {...tones[state]} label={t(`journals.state.${state}`)} />
}
