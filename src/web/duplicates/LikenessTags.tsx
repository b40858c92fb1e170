import { useTranslation } from 'react-i18next'
import { likenessReasons, type LikenessReason } from '../../shared/duplicates/likeness-reasons.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './duplicates.module.css'

type Props = { agrees: readonly LikenessReason[]; differs: readonly LikenessReason[] }

/** What two records agree in, then what they differ in: sign, colour and word. */
export function LikenessTags({ agrees, differs }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const tag = (reason: LikenessReason, isSame: boolean) => {
    const name = likenessReasons[reason][language]
    return (
      <li key={`${reason}-${isSame}`} className={classes['reason']} data-same={isSame || undefined}>
        <span aria-hidden>{isSame ? '=' : '≠'}</span>
        <span className={classes['spoken']}>
          {t(isSame ? 'duplicates.same' : 'duplicates.different', { reason: name })}
        </span>
        <span aria-hidden>{name}</span>
      </li>
    )
  }
  return (
    <ul className={classes['reasons']}>
      {agrees.map((reason) => tag(reason, true))}
      {differs.map((reason) => tag(reason, false))}
    </ul>
  )
}
