import type { ReactNode } from 'react'
import classes from './StepFooter.module.css'

/** The foot of a step, always in sight: the way back, what stands, the one way on. */
export function StepFooter({ back, note, next }: { back?: ReactNode; note?: ReactNode; next?: ReactNode }) {
  return (
    <footer className={classes['footer']}>
      <div className={classes['back']}>{back}</div>
      <div className={classes['note']} aria-live="polite">
        {note}
      </div>
      <div className={classes['next']}>{next}</div>
    </footer>
  )
}
