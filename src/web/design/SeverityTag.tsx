import { IconAlertTriangle, IconBan, IconCheck, IconCircleMinus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './SeverityTag.module.css'

export type Severity = 'red' | 'yellow' | 'green' | 'gray'
const signs = { red: IconBan, yellow: IconAlertTriangle, green: IconCheck, gray: IconCircleMinus }

/** How serious something is: sign, colour and word. */
export function SeverityTag({ severity, children }: { severity: Severity; children: ReactNode }) {
  const Sign = signs[severity]
  return (
    <span className={classes.tag} data-severity={severity}>
      <Sign size={14} stroke={2} aria-hidden />
      {children}
    </span>
  )
}
