import { Button, CopyButton, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'
import { confirmSecondFactor, startSecondFactor } from '../../shared/contract/account.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useAct } from '../api/use-act.ts'
import classes from '../administration/Administration.module.css'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'

/** A new secret as a picture to scan, a code of it to confirm, then the recovery codes, shown once. */
export function FactorSetup({ hasPassword, onDone }: { hasPassword: boolean; onDone: (isOn: boolean) => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const started = useQuery({
    queryKey: ['second-factor-start'],
    queryFn: () => call(startSecondFactor),
    staleTime: Infinity,
    gcTime: 0,
  })
  const confirm = useAct(
    (secret: string) => call(confirmSecondFactor, { body: { secret, code, ...(hasPassword ? { password } : {}) } }),
    { stale: [queryKeys.me], isProblemShown: true },
  )
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={() => onDone(true)} />
  if (!started.data) {
    return started.error ? <ProblemBanner problem={started.error} /> : <SkeletonLines count={4} height={20} />
  }
  const { secret, uri } = started.data
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate(secret)
      }}
    >
      <Stack>
        <ProblemBanner problem={confirm.error} />
        <p className={classes['text']}>{t('account.factor.scan')}</p>
        <QrCode text={uri} />
        <TextInput
          label={t('account.factor.key')}
          classNames={{ input: classes['mono'] ?? '' }}
          value={secret.match(/.{1,4}/g)?.join(' ') ?? secret}
          readOnly
        />
        {hasPassword ? (
          <PasswordInput
            label={t('account.current')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          label={t('account.factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button variant="default" onClick={() => onDone(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={confirm.isPending} disabled={code.replace(/\D/g, '').length !== 6}>
            {t('account.factor.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Black on white in dark mode too: cameras expect it. */
function QrCode({ text }: { text: string }) {
  const { t } = useTranslation()
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg width={200} height={200} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('account.factor.qr')}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack>
      <h3 className={classes['heading']}>{t('account.factor.codesTitle')}</h3>
      <p className={classes['text']}>{t('account.factor.codesText')}</p>
      <pre className={classes['letter']}>{codes.join('\n')}</pre>
      <Group>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('account.keys.copied') : t('account.factor.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t('account.factor.kept')}</Button>
      </Group>
    </Stack>
  )
}
