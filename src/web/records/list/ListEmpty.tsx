import { Button } from '@mantine/core'
import { IconDatabaseOff, IconFilterOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { useCan } from '../../session/use-session.ts'
import { newRoute } from '../record-paths.ts'
import { LinkButton } from '../../design/LinkButton.tsx'

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
            <LinkButton to="/imports/new" search={entity === 'company' ? {} : { entity }}>
              {t('shell.welcome.import')}
            </LinkButton>
          ) : null}
          {can(`${entity}.edit`) ? (
            <LinkButton to={newRoute(entity)} variant="default">
              {t(`list.${entity}.newLong`)}
            </LinkButton>
          ) : null}
        </>
      }
    >
      {t(`list.${entity}.emptyText`)}
    </EmptyState>
  )
}
