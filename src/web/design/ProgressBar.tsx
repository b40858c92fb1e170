import { useLanguage } from '../texts/use-language.ts'
import { formatShare } from '../texts/format.ts'
import classes from './ProgressBar.module.css'

type Props = {
  /** 0 to 1; null while it cannot be told. */
  share: number | null
  label: string
  tone?: 'accent' | 'green' | 'red'
  withShare?: boolean
}

/** How far something is; announced politely to those who do not see it. */
export function ProgressBar({ share, label, tone = 'accent', withShare = true }: Props) {
  const { language } = useLanguage()
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div className={classes.line}>
      <div
        className={classes.track}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <progress> is not drawn alike in every browser
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div
          className={classes.bar}
          data-tone={tone}
          data-unknown={percent === undefined || undefined}
          style={{ width: percent === undefined ? '30%' : `${percent}%` }}
        />
      </div>
      {withShare && share !== null ? <span className={classes.share}>{formatShare(share, language)}</span> : null}
    </div>
  )
}
