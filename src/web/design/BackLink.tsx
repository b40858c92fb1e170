import { IconChevronLeft } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import classes from './BackLink.module.css'

/** The way back to the list a page belongs to, above or before its title. */
export function BackLink({ label, ...link }: LinkProps & { label: string }) {
  return (
    <Link {...link} className={classes.back}>
      <IconChevronLeft size={15} stroke={2} aria-hidden />
      {label}
    </Link>
  )
}
