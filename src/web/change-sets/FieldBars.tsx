import { findField } from '../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../shared/catalogue/field.ts'
import { formatCount } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './change-sets.module.css'

/** How many cells of each field changed, the most changed first; keys are `entity.field`. */
export function FieldBars({ fields }: { fields: Readonly<Record<string, number>> }) {
  const { language } = useLanguage()
  const sorted = Object.entries(fields).sort(([, one], [, other]) => other - one)
  const most = sorted[0]?.[1] ?? 1
  return (
    <dl className={classes['bars']}>
      {sorted.map(([path, count]) => {
        const [owner, key = ''] = path.split('.')
        const entity = entityNames.find((one) => one === owner)
        return (
          <div key={path} className={classes['bar']}>
            <dt>{(entity && findField(entity, key)?.label[language]) ?? path}</dt>
            <dd>{formatCount(count, language)}</dd>
            <span style={{ width: `${Math.max(1, (count / most) * 100)}%` }} aria-hidden />
          </div>
        )
      })}
    </dl>
  )
}
