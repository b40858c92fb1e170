import type { ReactNode } from 'react'
import classes from './Card.module.css'

type Props = { title?: ReactNode; aside?: ReactNode; children: ReactNode; isFlush?: boolean }

/** A bordered block with an optional title; `isFlush` lets its content reach the edges. */
export function Card({ title, aside, children, isFlush = false }: Props) {
  return (
    <section className={classes.card}>
      {title ? (
        <header className={classes.header}>
          <h2 className={classes.title}>{title}</h2>
          {aside}
        </header>
      ) : null}
      <div className={isFlush ? undefined : classes.body}>{children}</div>
    </section>
  )
}
