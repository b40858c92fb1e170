import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listColumnValues } from '../../../shared/contract/import-mapping.contract.ts'
import type { ColumnMapping, ImportRun } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useImport } from '../import-context.ts'

const ValuesDialog = lazy(async () => ({ default: (await import('./ValuesDialog.tsx')).ValuesDialog }))

type Props = {
  column: ImportRun['columns'][number]
  mapping: ColumnMapping
  onChange: (part: Partial<ColumnMapping>) => void
}

/** How many values of a column its field does not know, over the whole file; opens what they are to stand for. */
export function ValuesButton({ column, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const { run, flush, isWorking } = useImport()
  const [isOpen, setOpen] = useState(false)
  const values = useQuery({
    queryKey: [...queryKeys.imports, run.id, 'values', column.column, mapping.target, mapping.values ?? []],
    queryFn: async () => {
      await flush()
      return call(listColumnValues, { params: { id: run.id, column: column.column } })
    },
    enabled: !isWorking && run.state !== 'uploaded',
    placeholderData: (before) => before,
    staleTime: 30_000,
    retry: false,
  })
  const unknown = values.data?.unknown ?? 0
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        color={unknown > 0 ? 'red.8' : undefined}
        aria-label={t('imports.values.of', { header: column.header, count: unknown })}
        onClick={() => setOpen(true)}
      >
        {unknown > 0 ? t('imports.values.unknown', { count: unknown }) : t('imports.values.button')}
      </Button>
      {isOpen ? (
        <Suspense>
          <ValuesDialog
            header={column.header}
            mapping={mapping}
            values={values.data}
            problem={values.error}
            onChange={onChange}
            onCreated={() => void values.refetch()}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
