import type { ReactNode } from 'react'
import classes from './FactList.module.css'

/** A label and what it says. */
export type Fact = readonly [label: string, value: ReactNode]

/** What something is, a fact a line. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
