import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportSource } from '../../../shared/contract/import-source.contract.ts'
import { Card } from '../../design/Card.tsx'
import { FactList, type Fact } from '../../design/FactList.tsx'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useSourceText } from './use-source-text.ts'
import classes from './sources.module.css'

/** What a source is, in a few lines. */
export function SourceFacts({ source, action }: { source: ImportSource; action: ReactNode }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const text = useSourceText()
  const { place, pattern, entity, mapping, mode, timeZone, user, mailTo, isActive, nextRunAt, lastRunAt } = source
  const limits = text.limits(source)
  const moments = [
    lastRunAt === null ? t('sources.never') : t('sources.last', { moment: formatMoment(lastRunAt, language) }),
    isActive && nextRunAt !== null ? t('sources.next', { moment: formatMoment(nextRunAt, language) }) : null,
  ]
  const facts: Fact[] = [
    [t('sources.facts.place'), text.place(source)],
    ...(place.kind === 'sftp' && place.hostKey !== null
      ? [
          [
            t('sources.facts.keyOf'),
            <code key="key" className={classes['mono']}>
              {place.hostKey}
            </code>,
          ] as const,
        ]
      : []),
    [t('sources.facts.files'), `${pattern} · ${t(`importOf.${entity}.rows`)} · ${t(`sources.mode.${mode}`)}`],
    [
      t('sources.facts.mapping'),
      mapping?.name ?? <span className={classes['error']}>{t('sources.facts.mappingGone')}</span>,
    ],
    [
      t('sources.facts.when'),
      [`${text.schedule(source)} (${timeZone})`, ...moments].filter((one) => one !== null).join(' · '),
    ],
    [t('sources.facts.limits'), limits.length > 0 ? limits.join(' · ') : t('sources.limit.none')],
    [t('sources.facts.user'), user.name],
    ...(mailTo.length > 0 ? [[t('sources.facts.mailTo'), mailTo.join(', ')] as const] : []),
  ]
  return (
    <Card title={t(`sources.${place.kind}`)} aside={action}>
      <FactList facts={facts} />
    </Card>
  )
}
