import { Spotlight } from '@mantine/spotlight'
import { IconBuilding, IconUser } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { suggestRecords, type ListEntity } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { recordRoute } from '../records/record-paths.ts'

/** The companies or contacts that hold what was typed in the palette. */
export function PaletteRecords({ entity, text }: { entity: ListEntity; text: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data = [] } = useQuery({
    queryKey: [...queryKeys.recordsOf(entity), 'suggestions', text],
    queryFn: ({ signal }) => call(suggestRecords, { params: { entity }, query: { text }, signal }),
    placeholderData: keepPreviousData,
  })
  const Sign = entity === 'company' ? IconBuilding : IconUser
  if (data.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={t(entity === 'company' ? 'shell.palette.companies' : 'shell.palette.contacts')}>
      {data.slice(0, 5).map(({ id, label, hint }) => (
        <Spotlight.Action
          key={id}
          label={label}
          description={hint}
          leftSection={<Sign size={17} stroke={1.7} />}
          onClick={() => void navigate({ to: recordRoute(entity), params: { id: String(id) } })}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}
