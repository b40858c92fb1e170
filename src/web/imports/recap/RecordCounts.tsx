import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import { Card } from '../../design/Card.tsx'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { countOf, recapActions, touchedEntities, type RecapAction } from './recap-counts.ts'
import classes from './recap.module.css'

/** Records to create, to change, left alone and to delete, by entity; beside the counts of before when they moved. */
export function RecordCounts({ recap, before }: { recap: ImportRecap; before?: ImportRecap | undefined }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const entities = touchedEntities(recap)
  const hasDeletions = entities.some((entity) => countOf(recap, entity, 'delete') > 0)
  const shown = recapActions.filter((action) => action !== 'delete' || hasDeletions)
  const moved = (entity: (typeof entities)[number], action: RecapAction) => {
    const was = before ? countOf(before, entity, action) : undefined
    return was === undefined || was === countOf(recap, entity, action) ? null : (
      <span className={classes['was']}>{t('imports.recap.movedWas', { count: was })}</span>
    )
  }
  const isSame = before && entities.every((entity) => recapActions.every((action) => moved(entity, action) === null))
  return (
    <Card isFlush title={t('imports.recap.records')}>
      <table className={classes['counts']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('imports.recap.records')}</span>
            </th>
            {shown.map((action) => (
              <th key={action} scope="col">
                {t(`imports.recap.${action}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entities.map((entity) => (
            <tr key={entity}>
              <th scope="row">{t(`imports.recap.entities.${entity}`)}</th>
              {shown.map((action) => {
                const count = countOf(recap, entity, action)
                return (
                  <td key={action} data-action={action} data-none={count === 0 || undefined}>
                    {formatCount(count, language)}
                    {moved(entity, action)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {isSame ? <p className={classes['same']}>{t('imports.recap.movedSame')}</p> : null}
    </Card>
  )
}
