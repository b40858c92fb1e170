import classes from './KeyHint.module.css'

/** The keys of a shortcut as caps: `Ctrl K`. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={classes.keys} aria-hidden>
      {keys.split(' ').map((key, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a key may be pressed twice in a sequence
        <kbd key={index} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  )
}
