import type { ReactNode } from 'react'
import classes from './PageHeader.module.css'

type Props = {
  title: ReactNode
  /** Beside the title, quieter: a count, a status. */
  aside?: ReactNode
  /** Above the title: a way back. */
  back?: ReactNode
  /** On the right; at most one primary button. */
  actions?: ReactNode
  /** Under the title: tabs, a tool bar. */
  children?: ReactNode
}

/** The head of every page: what it is, and what can be done here. */
export function PageHeader({ title, aside, back, actions, children }: Props) {
  return (
    <div className={classes.header}>
      <div className={classes.line}>
        <div className={classes.heading}>
          {back}
          <h1 className={classes.title}>{title}</h1>
          {aside ? <div className={classes.aside}>{aside}</div> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
      {children}
    </div>
  )
}
