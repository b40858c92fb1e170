import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf } from '../../shared/catalogue/catalogue.ts'
import { portfolioParts, previewTransfer, startTransfer } from '../../shared/contract/portfolio.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { BackLink } from '../design/BackLink.tsx'
import { Card } from '../design/Card.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useLookups } from '../fields/use-lookups.ts'
import { JobProgress } from '../reversal/JobProgress.tsx'
import { formatCount } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'

type Part = (typeof portfolioParts)[number]

/** What one user looks after is handed over to another, previewed by part. */
export function PortfolioPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const search = useSearch({ from: '/portfolio-transfer' })
  const { users } = useLookups()
  const [from, setFrom] = useState<string | null>(search.from ? String(search.from) : null)
  const [to, setTo] = useState<string | null>(null)
  const [parts, setParts] = useState<readonly Part[]>(portfolioParts)
  const isReady = from !== null && to !== null && from !== to && parts.length > 0
  const body = { from: Number(from), to: Number(to), parts: [...parts] }
  const preview = useQuery({
    queryKey: [...queryKeys.records, 'transfer', body],
    queryFn: ({ signal }) => call(previewTransfer, { body, signal }),
    enabled: isReady,
    staleTime: 0,
    gcTime: 0,
  })
  const transfer = useMutation({
    mutationFn: (confirm: number) => call(startTransfer, { body: { ...body, confirm } }),
  })
  const records = preview.data?.records ?? 0
  const people = [...users.values()]
  const choices = (isActiveOnly: boolean) =>
    people
      .filter(({ isActive }) => isActive || !isActiveOnly)
      .map(({ id, name }) => ({ value: String(id), label: name }))
  const reset = () => {
    transfer.reset()
    void preview.refetch()
  }

  return (
    <>
      <PageHeader back={<BackLink to="/journals" label={t('journals.title')} />} title={t('portfolio.title')} />
      <PageBody width="narrow">
        <Card title={t('portfolio.what')}>
          <Stack>
            <Text c="dimmed">{t('portfolio.text')}</Text>
            <ProblemBanner problem={preview.error ?? transfer.error} />
            {transfer.data ? (
              <JobProgress id={transfer.data.job} done={t('portfolio.done')} onClose={reset} />
            ) : (
              <>
                <Select
                  label={t('portfolio.from')}
                  placeholder={t('fields.choose')}
                  data={choices(false)}
                  value={from}
                  onChange={setFrom}
                  searchable
                />
                <Select
                  label={t('portfolio.to')}
                  placeholder={t('fields.choose')}
                  data={choices(true).filter(({ value }) => value !== from)}
                  value={to}
                  onChange={setTo}
                  searchable
                />
                <Checkbox.Group
                  label={t('portfolio.parts')}
                  value={[...parts]}
                  onChange={(chosen) => setParts(portfolioParts.filter((part) => chosen.includes(part)))}
                >
                  <Stack gap={8} mt={8}>
                    {portfolioParts.map((part) => {
                      const entity = part === 'assignedTo' ? 'contact' : 'company'
                      const count = preview.data?.parts[part]
                      return (
                        <Checkbox
                          key={part}
                          size="sm"
                          value={part}
                          label={`${fieldOf(entity, part).label[language]} · ${t(`changeSets.entities.${entity}`)}`}
                          description={count === undefined ? undefined : formatCount(count, language)}
                        />
                      )
                    })}
                  </Stack>
                </Checkbox.Group>
                <Group justify="flex-end">
                  <Button
                    disabled={!isReady || records === 0}
                    loading={transfer.isPending || (isReady && preview.isFetching)}
                    onClick={() => transfer.mutate(records)}
                  >
                    {isReady && records === 0 ? t('portfolio.nothing') : t('portfolio.action', { count: records })}
                  </Button>
                </Group>
              </>
            )}
          </Stack>
        </Card>
      </PageBody>
    </>
  )
}
