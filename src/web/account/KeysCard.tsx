import { Button, CopyButton, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addOwnKey, listOwnKeys, revokeOwnKey } from '../../shared/contract/account.contract.ts'
import { rights } from '../../shared/rights.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useAct } from '../api/use-act.ts'
import classes from '../administration/Administration.module.css'
import { Card } from '../design/Card.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useSignedInUser } from '../session/use-session.ts'
import { useLanguage } from '../texts/use-language.ts'
import { KeyLine } from './access-lines.tsx'

const queryKey = [...queryKeys.me, 'keys']

/** One's API keys: made, shown once, revoked. */
export function KeysCard() {
  const { t } = useTranslation()
  const [isAdding, setAdding] = useState(false)
  const keys = useQuery({ queryKey, queryFn: ({ signal }) => call(listOwnKeys, { signal }) })
  const revoke = useAct((key: number) => call(revokeOwnKey, { params: { key } }), {
    stale: [queryKey],
    said: t('account.keys.revoked'),
  })
  return (
    <Card
      title={t('account.keys.title')}
      aside={
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={15} />}
          onClick={() => setAdding(true)}
        >
          {t('account.keys.add')}
        </Button>
      }
    >
      <Stack>
        <p className={classes['text']}>{t('account.keys.text')}</p>
        <ProblemBanner problem={keys.error} onRetry={() => void keys.refetch()} />
        {keys.data?.length === 0 ? <p className={classes['text']}>{t('account.keys.none')}</p> : null}
        {keys.data && keys.data.length > 0 ? (
          <ul className={classes['list']}>
            {keys.data.map((key) => (
              <KeyLine key={key.id} apiKey={key} onRevoke={() => revoke.mutate(key.id)} />
            ))}
          </ul>
        ) : null}
      </Stack>
      {isAdding ? <KeyDialog onClose={() => setAdding(false)} /> : null}
    </Card>
  )
}

function KeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const own = useSignedInUser().rights
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState<string | null>('90')
  const add = useAct(
    () =>
      call(addOwnKey, {
        body: {
          name,
          scopes: scopes.length === 0 ? null : own.filter((right) => scopes.includes(right)),
          days: days === 'forever' ? null : Number(days),
        },
      }),
    { stale: [queryKey], isProblemShown: true },
  )
  const secret = add.data?.secret
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(secret ? 'account.keys.secretTitle' : 'account.keys.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {secret ? (
        <Stack>
          <p className={classes['text']}>{t('account.keys.secretText')}</p>
          <pre className={classes['letter']}>{secret}</pre>
          <Group justify="flex-end">
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t('account.keys.copied') : t('account.keys.copy')}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{t('common.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate(undefined)
          }}
        >
          <Stack>
            <ProblemBanner problem={add.error} />
            <TextInput
              label={t('account.keys.name')}
              placeholder={t('account.keys.namePlaceholder')}
              required
              maxLength={100}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <MultiSelect
              label={t('account.keys.scopes')}
              placeholder={scopes.length === 0 ? t('account.keys.allScopes') : ''}
              data={own.map((right) => ({ value: right, label: rights[right][language] }))}
              value={scopes}
              onChange={setScopes}
              searchable
            />
            <Select
              label={t('account.keys.lasts')}
              allowDeselect={false}
              value={days}
              onChange={setDays}
              data={[
                ...[30, 90, 365].map((count) => ({ value: String(count), label: t('account.keys.days', { count }) })),
                { value: 'forever', label: t('account.keys.forever') },
              ]}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
                {t('account.keys.add')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
