import classes from './StatusDot.module.css'

export type Tone = 'green' | 'amber' | 'blue' | 'red' | 'gray'

/** A state as a coloured dot and its word: colour is never alone. `isHollow` is a second cue, for what is not there yet. */
export function StatusDot({ tone, label, isHollow = false }: { tone: Tone; label: string; isHollow?: boolean }) {
  return (
    <span className={classes.status}>
      <span className={classes.dot} data-tone={tone} data-hollow={isHollow || undefined} aria-hidden />
      {label}
    </span>
  )
}
