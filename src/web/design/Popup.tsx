import { Popover, type PopoverProps } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'

type Props = Omit<PopoverProps, 'children' | 'opened' | 'onChange' | 'closeOnEscape' | 'withRoles'> & {
  /** What the panel is, for screen readers. */
  label: string
  isOpen: boolean
  onChange: (isOpen: boolean) => void
  /** What opens it: one element that takes a ref. */
  target: ReactNode
  padding?: number
  children: ReactNode
}

/** Whether Escape first closes something within: the options of a select, a calendar. */
const hasOpenPart = ({ currentTarget }: KeyboardEvent) => currentTarget.querySelector('[aria-expanded="true"]') !== null

/**
 * A panel beside what opens it, with inputs in it. It is a dialog to readers and shortcuts; Escape closes what is open in it
 * before it closes the panel, and goes no further.
 */
export function Popup({ label, isOpen, onChange, target, padding = 8, children, ...popover }: Props) {
  return (
    <Popover
      trapFocus
      returnFocus
      position="bottom-start"
      {...popover}
      opened={isOpen}
      onChange={onChange}
      closeOnEscape={false}
      withRoles={false}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown
        p={padding}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- placed by Popover, which draws a div
        role="dialog"
        aria-label={label}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Escape' || hasOpenPart(event)) return
          event.stopPropagation()
          event.preventDefault()
          onChange(false)
        }}
      >
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
