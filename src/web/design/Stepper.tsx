import { IconCheck } from '@tabler/icons-react'
import classes from './Stepper.module.css'

export type Step = { key: string; label: string; isDone: boolean; isReachable: boolean }
type Props = { steps: readonly Step[]; current: string; onGo: (key: string) => void; label: string }

/** The steps of a wizard: done, current, to come; those that can be reached are buttons. */
export function Stepper({ steps, current, onGo, label }: Props) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.key} className={classes.item}>
          <button
            type="button"
            className={classes.step}
            data-done={step.isDone || undefined}
            aria-current={step.key === current ? 'step' : undefined}
            disabled={!step.isReachable && step.key !== current}
            onClick={() => onGo(step.key)}
          >
            <span className={classes.number}>
              {step.isDone && step.key !== current ? <IconCheck size={13} stroke={2.6} aria-hidden /> : index + 1}
            </span>
            <span className={classes.label}>{step.label}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
