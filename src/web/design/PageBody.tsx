import type { ReactNode } from 'react'
import classes from './PageBody.module.css'

type Props = {
  children: ReactNode
  /** `narrow` keeps lines readable. */
  width?: 'wide' | 'narrow'
  /** Given where nothing to read takes the focus: the body does then, so that keys scroll it. */
  label?: string
}

/** The scrolling body of a page that is not a list. */
export function PageBody({ children, width = 'wide', label }: Props) {
  return (
    <div className={classes.scroll} {...(label ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}>
      <div className={classes.body} data-width={width}>
        {children}
      </div>
    </div>
  )
}
