import type { ReactNode } from 'react'
import classes from './PageBody.module.css'

/** The scrolling body of a page that is not a list: `width` keeps lines readable. */
export function PageBody({ children, width = 'wide' }: { children: ReactNode; width?: 'wide' | 'narrow' }) {
  return (
    <div className={classes.scroll}>
      <div className={classes.body} data-width={width}>
        {children}
      </div>
    </div>
  )
}
