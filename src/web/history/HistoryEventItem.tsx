import { useTranslation } from 'react-i18next'
import type { HistoryEvent, ListEntity } from '../../shared/contract/record.contract.ts'
import { historyEventKinds } from '../../shared/history/history-kinds.ts'
import { formatTime } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './history.module.css'

/** A comment, or what another part of the application tells: who, when, what. */
export function HistoryEventItem({ event, owner }: { event: HistoryEvent; owner: ListEntity }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const label = t(`history.${event.entity}`, { label: event.label || t('history.unnamed') })
  const said =
    event.kind === 'comment'
      ? t(event.entity === owner ? 'history.comment.wrote' : 'history.comment.wroteChild', { label })
      : historyEventKinds[event.kind][language]
  return (
    <li className={classes['entry']}>
      <span className={classes['dot']} data-action="event" aria-hidden />
      <div className={classes['content']}>
        <div className={classes['head']}>
          <span>
            <strong>{event.author}</strong> {said}
          </span>
          <time dateTime={event.at} className={`${classes['meta']} tabular`}>
            {formatTime(event.at, language)}
          </time>
        </div>
        {event.text ? <p className={classes['comment']}>{event.text}</p> : null}
      </div>
    </li>
  )
}
