import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { i18next } from '../texts/i18n.ts'
import classes from './notify.module.css'

let count = 0
let offered: string | undefined

type Toast = { message: ReactNode; action?: { label: string; onClick: () => void }; seconds?: number }

/** Says that something worked; with an action ("Annuler") it stays 10 s. */
export function notifyDone({ message, action, seconds }: Toast): void {
  const id = `toast-${++count}`
  // One offer to undo at a time: the last thing done.
  if (offered) notifications.hide(offered)
  offered = action ? id : undefined
  notifications.show({
    id,
    icon: <IconCheck size={16} aria-hidden />,
    color: 'green.8',
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    autoClose: (seconds ?? (action ? 10 : 4)) * 1000,
    message: (
      <span className={classes.line}>
        <span>{message}</span>
        {action ? (
          <button
            type="button"
            className={classes.action}
            onClick={() => {
              notifications.hide(id)
              action.onClick()
            }}
          >
            {action.label}
          </button>
        ) : null}
      </span>
    ),
  })
}

/** Says what went wrong, until it is closed. */
export function notifyProblem(problem: Error): void {
  notifications.show({
    icon: <IconAlertTriangle size={16} aria-hidden />,
    color: 'red.8',
    closeButtonProps: { 'aria-label': i18next.t('common.close') },
    autoClose: 12_000,
    message: problem.message,
  })
}
