import { Button, Select, Stack, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getJournalRules, setJournalRules } from '../../shared/contract/journal-rules.contract.ts'
import { getLogRetention, setLogRetention } from '../../shared/contract/retention.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { BackLink } from '../design/BackLink.tsx'
import { Card } from '../design/Card.tsx'
import { notifyDone, notifyProblem } from '../design/notify.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { formatDay } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'

const offered = [null, 90, 180, 365, 730, 1825] as const
const retentionKey = ['log-retention'] as const
const rulesKey = ['journal-rules'] as const

/** How long changes can be taken back, and who may validate a journal. */
export function LogSettingsPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader
        back={<BackLink to="/restore-points" label={t('restorePoints.title')} />}
        title={t('restorePoints.settings.title')}
      />
      <PageBody width="narrow">
        <Stack>
          <RetentionCard />
          <RulesCard />
        </Stack>
      </PageBody>
    </>
  )
}

/** The retention of the change log: what another one would leave is told before it is chosen. */
function RetentionCard() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const [chosen, setChosen] = useState<number | null | undefined>(undefined)
  const present = useQuery({ queryKey: retentionKey, queryFn: ({ signal }) => call(getLogRetention, { signal }) })
  const days = chosen === undefined ? (present.data?.days ?? null) : chosen
  const foretold = useQuery({
    queryKey: [...retentionKey, days],
    queryFn: ({ signal }) => call(getLogRetention, { query: { days: days ?? undefined }, signal }),
    enabled: days !== null,
  })
  const save = useMutation({
    mutationFn: () => call(setLogRetention, { body: { days } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: retentionKey })
      await client.invalidateQueries({ queryKey: queryKeys.restorePoints })
      setChosen(undefined)
      notifyDone({ message: t('restorePoints.settings.saved') })
    },
    onError: notifyProblem,
  })
  const says = 'restorePoints.settings'
  const { oldest, forgotten = 0 } = present.data ?? {}
  return (
    <Card title={t(`${says}.retention`)}>
      <Stack>
        <ProblemBanner problem={present.error ?? foretold.error} />
        <p>{t(`${says}.retentionText`)}</p>
        <Select
          label={t(`${says}.keep`)}
          allowDeselect={false}
          data={offered.map((one) => ({ value: String(one ?? 0), label: t(`${says}.periods.d${one ?? 0}`) }))}
          value={String(days ?? 0)}
          onChange={(value) => setChosen(Number(value) || null)}
        />
        <p aria-live="polite">
          {[
            oldest ? t(`${says}.oldest`, { day: formatDay(oldest, language) }) : '',
            forgotten > 0 ? t(`${says}.forgotten`, { count: forgotten }) : '',
            days !== null && foretold.data
              ? foretold.data.toForget > 0
                ? `${t(`${says}.toForget`, { count: foretold.data.toForget })} ${t(`${says}.lostPoints`, { count: foretold.data.lostPoints })}`
                : t(`${says}.nothingToForget`)
              : '',
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
        <div>
          <Button disabled={chosen === undefined} loading={save.isPending} onClick={() => save.mutate()}>
            {t('common.save')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}

function RulesCard() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const rules = useQuery({ queryKey: rulesKey, queryFn: ({ signal }) => call(getJournalRules, { signal }) })
  const save = useMutation({
    mutationFn: (areFourEyes: boolean) => call(setJournalRules, { body: { areFourEyes } }),
    onSuccess: async (saved) => {
      client.setQueryData(rulesKey, saved)
      await client.invalidateQueries({ queryKey: queryKeys.journals })
      notifyDone({ message: t('restorePoints.settings.saved') })
    },
    onError: notifyProblem,
  })
  const says = 'restorePoints.settings'
  return (
    <Card title={t(`${says}.journals`)}>
      <ProblemBanner problem={rules.error} />
      <Switch
        label={t(`${says}.fourEyes`)}
        description={t(`${says}.fourEyesText`)}
        checked={rules.data?.areFourEyes ?? false}
        disabled={!rules.data || save.isPending}
        onChange={(event) => save.mutate(event.currentTarget.checked)}
      />
    </Card>
  )
}
