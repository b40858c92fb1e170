import { Button } from '@mantine/core'
import { IconArrowMerge, IconEyeOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { surePairScore, usualPairScore, type DuplicatePair } from '../../shared/contract/duplicate.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { LinkButton } from '../design/LinkButton.tsx'
import { SeverityTag } from '../design/SeverityTag.tsx'
import { recordRoute } from '../records/record-paths.ts'
import { useCan } from '../session/use-session.ts'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { LikenessTags } from './LikenessTags.tsx'
import classes from './duplicates.module.css'

const wordOf = (score: number) => (score >= surePairScore ? 'sure' : score >= usualPairScore ? 'likely' : 'possible')

type Props = { entity: ListEntity; pair: DuplicatePair; onDecide: (isDuplicate: boolean) => void }

/** Two records that may be one: how likely, why, and what to do about it. */
export function PairLine({ entity, pair, onDecide }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const { records, score, agrees, differs, decision } = pair
  const [one, other] = records
  const names = { one: one.label, other: other.label }
  const word = t(`duplicates.${wordOf(score)}`)
  const mayMerge = can(`${entity}.edit`) && can(`${entity}.delete`)
  return (
    <li className={classes['pair']}>
      <div className={classes['score']} title={t('duplicates.scoreOf', { word, score })}>
        <SeverityTag severity={score >= usualPairScore ? 'yellow' : 'gray'}>
          {word} · {score}
        </SeverityTag>
      </div>
      <div className={classes['records']}>
        {records.map(({ id, label, hint }) => (
          <div key={id} className={classes['record']}>
            <Link to={recordRoute(entity)} params={{ id: String(id) }} className={classes['name']}>
              {label || t(`record.${entity}.unnamed`)}
            </Link>
            <span className={classes['quiet']}>{hint}</span>
          </div>
        ))}
      </div>
      <div className={classes['why']}>
        <LikenessTags agrees={agrees} differs={differs} />
        {decision ? (
          <span className={classes['quiet']}>
            {t('duplicates.decidedBy', { by: decision.by, at: formatMoment(decision.at, language) })}
          </span>
        ) : null}
      </div>
      <div className={classes['acts']}>
        {can(`${entity}.edit`) ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconEyeOff size={14} />}
            aria-label={t(decision ? 'duplicates.takeBackOf' : 'duplicates.ignoreOf', names)}
            onClick={() => onDecide(decision !== null)}
          >
            {t(decision ? 'duplicates.takeBack' : 'duplicates.ignore')}
          </Button>
        ) : null}
        {mayMerge && !decision ? (
          <LinkButton
            to="/merge"
            search={{ entity, ids: records.map(({ id }) => id) }}
            variant="default"
            size="compact-sm"
            leftSection={<IconArrowMerge size={14} />}
            aria-label={t('duplicates.compareOf', names)}
          >
            {t('duplicates.compare')}
          </LinkButton>
        ) : null}
      </div>
    </li>
  )
}
