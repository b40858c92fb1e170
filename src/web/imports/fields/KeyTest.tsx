import { Button, Loader } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { testKeys, type KeyTest as Result } from '../../../shared/contract/import-mapping.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { Card } from '../../design/Card.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useImport } from '../import-context.ts'
import { mappingFaults } from './mapping-faults.ts'
import classes from './fields.module.css'

/** Files up to this size are tested without being asked. */
const testedAtOnce = 100_000

/** The counts that are told, in order; those that are wrong are told in red, those to look at in yellow. */
const told = [
  { key: 'one', tone: 'green', isAlways: true },
  { key: 'none', tone: 'blue', isAlways: true },
  { key: 'several', tone: 'red', isAlways: false },
  { key: 'shared', tone: 'red', isAlways: false },
  { key: 'repeatedRows', tone: 'amber', isAlways: false },
  { key: 'keyless', tone: 'amber', isAlways: false },
  { key: 'unreadable', tone: 'red', isAlways: false },
] as const satisfies readonly { key: keyof Result; tone: string; isAlways: boolean }[]

/** What the match keys find over the whole file, before anything else is checked. */
export function KeyTest() {
  const { t } = useTranslation()
  const { run, flush, isWorking } = useImport()
  const [asked, setAsked] = useState('')
  const keys = run.settings.columns
    .filter(({ target }) => target !== null)
    .map(({ column, target, isKey, dateOrder, decimal }) => ({ column, target, isKey, dateOrder, decimal }))
  const signature = JSON.stringify(keys.filter(({ isKey, target }) => isKey || target?.startsWith('company.')))
  const hasKey = keys.some(({ isKey }) => isKey) && !mappingFaults(run).some(({ kind }) => kind === 'key')
  const isAsked = asked === signature || (run.rows ?? 0) <= testedAtOnce
  const test = useQuery({
    queryKey: [...queryKeys.imports, run.id, 'keys', signature],
    queryFn: async () => {
      await flush()
      return call(testKeys, { params: { id: run.id } })
    },
    enabled: hasKey && isAsked && !isWorking && run.state !== 'uploaded',
    staleTime: 60_000,
    retry: false,
  })
  if (!hasKey) return null
  const { data } = test

  return (
    <Card
      title={t('imports.keyTest.title')}
      aside={
        test.isFetching ? (
          <Loader size={16} aria-label={t('imports.keyTest.testing')} />
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconKey size={14} stroke={1.8} />}
            onClick={() => (isAsked ? void test.refetch() : setAsked(signature))}
          >
            {t(data ? 'imports.keyTest.again' : 'imports.keyTest.test')}
          </Button>
        )
      }
    >
      <ProblemBanner problem={test.error} />
      <div aria-live="polite">
        {data ? (
          <ul className={classes['keyTest']}>
            {told.map(({ key, tone, isAlways }) =>
              isAlways || data[key] > 0 ? (
                <li key={key} data-tone={tone}>
                  {t(`imports.keyTest.${key}`, { count: data[key] })}
                </li>
              ) : null,
            )}
          </ul>
        ) : (
          <p className={classes['quiet']}>{t('imports.keyTest.text')}</p>
        )}
      </div>
    </Card>
  )
}
