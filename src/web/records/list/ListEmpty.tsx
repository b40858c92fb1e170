import { Button } from '@mantine/core'
import { IconDatabaseOff, IconFilterOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { useCan } from '../../session/use-session.ts'
import { newRoute } from '../record-paths.ts'

type Props = { entity: ListEntity; isNarrowed: boolean; onClear: () => void }

/** Why a list is empty: nothing matches, or there is nothing yet. */
export function ListEmpty({ entity, isNarrowed, onClear }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  if (isNarrowed) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t(`list.${entity}.noMatchTitle`)}
        action={
          <Button variant="default" onClick={onClear}>
            {t('list.clearAll')}
          </Button>
        }
      >
        {t('list.noMatchText')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={IconDatabaseOff}
      title={t(`list.${entity}.emptyTitle`)}
      action={
        <>
          {can('import.run') ? (
            <Button component={Link} to="/imports/new">
              {t('shell.welcome.import')}
            </Button>
          ) : null}
          {can(`${entity}.edit`) ? (
            <Button component={Link} to={newRoute(entity)} variant="default">
              {t(`list.${entity}.newLong`)}
            </Button>
          ) : null}
        </>
      }
    >
      {t(`list.${entity}.emptyText`)}
    </EmptyState>
  )
}
