import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

type Props = {
  icon: Icon
  /** Why there is nothing. */
  title: string
  /** What to do about it. */
  children?: ReactNode
  action?: ReactNode
}

/** Says why a place is empty, and what to do about it. */
export function EmptyState({ icon: Sign, title, children, action }: Props) {
  return (
    <div className={classes.empty} aria-live="polite">
      <span className={classes.sign}>
        <Sign size={22} stroke={1.6} aria-hidden />
      </span>
      <p className={classes.title}>{title}</p>
      {children ? <p className={classes.text}>{children}</p> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}
