import { useTranslation } from 'react-i18next'
import { findField } from '../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../shared/catalogue/field.ts'
import { formatCount } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './change-sets.module.css'

type Props = {
  fields: Readonly<Record<string, number>>
  /** What a press on a field does, where it does something; `picked` is the one pressed. */
  onPick?: (path: string) => void
  picked?: string | undefined
}

/** How many cells of each field changed, the most changed first; keys are `entity.field`. */
export function FieldBars({ fields, onPick, picked }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const sorted = Object.entries(fields)
    .sort(([, one], [, other]) => other - one)
    .map(([path, count]) => {
      const [owner, key = ''] = path.split('.')
      const entity = entityNames.find((one) => one === owner)
      return { path, count, entity, label: (entity && findField(entity, key)?.label[language]) ?? path }
    })
  const most = sorted[0]?.count ?? 1
  // A company and its contacts both have a web site.
  const isShared = (label: string) => sorted.filter((one) => one.label === label).length > 1
  return (
    <dl className={classes['bars']}>
      {sorted.map(({ path, count, entity, label }) => {
        const name = entity && isShared(label) ? `${label} (${t(`changeSets.entities.${entity}`)})` : label
        return (
          <div key={path} className={classes['bar']}>
            <dt>
              {onPick ? (
                <button type="button" aria-pressed={path === picked} onClick={() => onPick(path)}>
                  {name}
                </button>
              ) : (
                name
              )}
            </dt>
            <dd>{formatCount(count, language)}</dd>
            <span style={{ width: `${Math.max(1, (count / most) * 100)}%` }} aria-hidden />
          </div>
        )
      })}
    </dl>
  )
}
