import { IconInfoCircle } from '@tabler/icons-react'
import type { FileNote } from '../../../shared/contract/import-file.contract.ts'
import classes from './file.module.css'

/** What was noticed in the file: hidden sheets and rows, merged cells, what was assumed. */
export function FileNotes({ notes }: { notes: readonly FileNote[] }) {
  const messages = [...new Set(notes.map(({ message }) => message))]
  if (messages.length === 0) return null
  return (
    <ul className={classes['notes']}>
      {messages.map((message) => (
        <li key={message}>
          <IconInfoCircle size={15} stroke={1.8} aria-hidden />
          {message}
        </li>
      ))}
    </ul>
  )
}
