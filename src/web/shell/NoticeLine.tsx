import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../shared/contract/notice.contract.ts'
import { noticeText } from '../../shared/notices/notice-text.ts'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './NoticesBell.module.css'

/** One notice: what happened, to what, when; it leads there. */
export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { title, path } = noticeText(notice, language)
  const { subject, detail, at, isRead, kind } = notice
  const body = (
    <>
      <span className={classes['title']}>
        {isRead ? null : (
          <span className={classes['dot']}>
            <span className="visually-hidden">{t('shell.notices.isNew')}</span>
          </span>
        )}
        {title}
      </span>
      <span>{subject}</span>
      {detail ? <span className={classes['quiet']}>{detail}</span> : null}
      <time className={classes['quiet']} dateTime={at}>
        {formatMoment(at, language)}
      </time>
    </>
  )
  return (
    <li data-kind={kind} data-read={isRead || undefined}>
      {path ? (
        <Link to={path} className={classes['line']} onClick={onOpen}>
          {body}
        </Link>
      ) : (
        <div className={classes['line']}>{body}</div>
      )}
    </li>
  )
}
