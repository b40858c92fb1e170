import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ApiKey, OpenSession } from '../../shared/contract/account.contract.ts'
import { rights } from '../../shared/rights.ts'
import classes from '../administration/Administration.module.css'
import { formatDay, formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { deviceOf } from './device-of.ts'

/** A session: device, address, when it was last used. */
export function SessionLine({ session, onEnd }: { session: OpenSession; onEnd?: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const device = deviceOf(session.userAgent) || t('account.sessions.unknown')
  return (
    <li className={classes['line']}>
      <span className={classes['main']}>
        <span className={classes['name']}>{device}</span>
        <span className={classes['quiet']}>
          {[session.address, t('account.sessions.seen', { at: formatMoment(session.lastSeenAt, language) })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {session.isCurrent ? (
        <span className={classes['quiet']}>{t('account.sessions.current')}</span>
      ) : onEnd ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('account.sessions.end')} – ${device}`}
          onClick={onEnd}
        >
          {t('account.sessions.end')}
        </Button>
      ) : null}
    </li>
  )
}

/** An API key: name, first letters, rights, when it ends and was last used. */
export function KeyLine({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { name, hint, scopes, expiresAt, isExpired, lastUsedAt } = apiKey
  const end = isExpired
    ? t('account.keys.expired')
    : expiresAt
      ? t('account.keys.expires', { at: formatDay(expiresAt, language) })
      : t('account.keys.neverExpires')
  const use = lastUsedAt ? t('account.keys.used', { at: formatDay(lastUsedAt, language) }) : t('account.keys.neverUsed')
  return (
    <li className={classes['line']}>
      <span className={classes['main']}>
        <span className={classes['name']}>
          {name} <span className={classes['mono']}>{hint}…</span>
        </span>
        <span className={classes['quiet']}>{`${end} · ${use}`}</span>
        <span className={classes['quiet']}>
          {scopes ? scopes.map((right) => rights[right][language]).join(', ') : t('account.keys.allScopes')}
        </span>
      </span>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`${t('account.keys.revoke')} – ${name}`}
        onClick={onRevoke}
      >
        {t('account.keys.revoke')}
      </Button>
    </li>
  )
}
