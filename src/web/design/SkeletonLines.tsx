import { Skeleton } from '@mantine/core'
import classes from './SkeletonLines.module.css'

const widths = ['62%', '44%', '71%', '53%', '38%', '66%', '48%', '57%']

/** Quiet lines where text is about to stand, of the height it will have. */
export function SkeletonLines({ count = 6, height = 14 }: { count?: number; height?: number }) {
  return (
    <div className={classes.lines} aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Skeleton key={index} height={height} width={widths[index % widths.length]} radius="sm" />
      ))}
    </div>
  )
}
