import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dropSecondFactor, getSecondFactor } from '../../shared/contract/account.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useAct } from '../api/use-act.ts'
import classes from '../administration/Administration.module.css'
import { Card } from '../design/Card.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { StatusDot } from '../design/StatusDot.tsx'
import { FactorSetup } from './FactorSetup.tsx'

/** Whether one has a second factor; how to set it up, and to go without. */
export function FactorCard() {
  const { t } = useTranslation()
  const [mode, setMode] = useState<'setup' | 'drop'>()
  const queryKey = [...queryKeys.me, 'factor']
  const factor = useQuery({ queryKey, queryFn: ({ signal }) => call(getSecondFactor, { signal }) })
  const close = () => setMode(undefined)
  const { isOn = false, isRequired = false, recoveryCodes = 0, hasPassword = true } = factor.data ?? {}
  return (
    <Card
      title={t('account.factor.title')}
      aside={
        factor.data ? (
          <StatusDot tone={isOn ? 'green' : 'gray'} label={t(isOn ? 'account.factor.on' : 'account.factor.off')} />
        ) : null
      }
    >
      <Stack>
        <ProblemBanner problem={factor.error} onRetry={() => void factor.refetch()} />
        <p className={classes['text']}>
          {t('account.factor.text')} {isOn ? t('account.factor.codesLeft', { count: recoveryCodes }) : null}
        </p>
        {mode === 'setup' ? <FactorSetup hasPassword={hasPassword} onDone={close} /> : null}
        {mode === 'drop' ? <DropForm hasPassword={hasPassword} onDone={close} /> : null}
        {mode === undefined && factor.data ? (
          <Group>
            <Button variant="default" onClick={() => setMode('setup')}>
              {t(isOn ? 'account.factor.startAgain' : 'account.factor.start')}
            </Button>
            {isOn && !isRequired ? (
              <Button variant="default" onClick={() => setMode('drop')}>
                {t('account.factor.drop')}
              </Button>
            ) : null}
          </Group>
        ) : null}
      </Stack>
    </Card>
  )
}

function DropForm({ hasPassword, onDone }: { hasPassword: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const drop = useAct(() => call(dropSecondFactor, { body: { password, code } }), {
    stale: [queryKeys.me],
    said: t('account.factor.dropped'),
    isProblemShown: true,
    onDone,
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        drop.mutate(undefined)
      }}
    >
      <Stack>
        <ProblemBanner problem={drop.error} />
        {hasPassword ? (
          <PasswordInput
            label={t('account.current')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          label={t('account.signInCode')}
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color="red.8" loading={drop.isPending} disabled={code === ''}>
            {t('account.factor.drop')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
