import { Badge, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconBuildingBank, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addBillingEntity,
  changeBillingEntity,
  getBillingEntities,
  type BillingEntity,
} from '../../../shared/contract/reference.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import classes from '../Administration.module.css'

const stale = [queryKeys.billingEntities]

/** Our own legal entities: added, renamed, archived. */
export function BillingEntitiesPage() {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<BillingEntity | 'new'>()
  const entities = useQuery({
    queryKey: queryKeys.billingEntities,
    queryFn: ({ signal }) => call(getBillingEntities, { signal }),
  })
  const archive = useAct(
    ({ id, isArchived }: BillingEntity) =>
      call(changeBillingEntity, { params: { id }, body: { isArchived: !isArchived } }),
    { stale, said: ({ name }) => t('administration.entities.saved', { name }) },
  )
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
      {t('administration.entities.add')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('administration.section.billingEntities')}
        actions={entities.data?.length === 0 ? null : add}
      />
      <PageBody width="narrow">
        <p className={classes['text']}>{t('administration.entities.text')}</p>
        <ProblemBanner problem={entities.error} onRetry={() => void entities.refetch()} />
        {entities.isPending ? <SkeletonLines count={4} height={20} /> : null}
        {entities.data?.length === 0 ? (
          <EmptyState icon={IconBuildingBank} title={t('administration.entities.none')} action={add}>
            {t('administration.entities.noneText')}
          </EmptyState>
        ) : null}
        {entities.data && entities.data.length > 0 ? (
          <ul className={classes['list']}>
            {entities.data.map((entity) => (
              <li key={entity.id} className={`${classes['line']} ${entity.isArchived ? classes['faded'] : ''}`}>
                <span className={classes['main']}>
                  <span className={classes['name']}>{entity.name}</span>
                  <span className={classes['quiet']}>{entity.code}</span>
                </span>
                {entity.isArchived ? <Badge color="gray">{t('administration.entities.archived')}</Badge> : null}
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`${t('common.edit')} – ${entity.name}`}
                  onClick={() => setEdited(entity)}
                >
                  {t('common.edit')}
                </Button>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`${t(entity.isArchived ? 'administration.entities.restore' : 'administration.entities.archive')} – ${entity.name}`}
                  onClick={() => archive.mutate(entity)}
                >
                  {t(entity.isArchived ? 'administration.entities.restore' : 'administration.entities.archive')}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
      </PageBody>
      {edited ? (
        <EntityDialog entity={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      ) : null}
    </>
  )
}

function EntityDialog({ entity, onClose }: { entity: BillingEntity | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { code: entity?.code ?? '', name: entity?.name ?? '' } })
  const save = useAct(
    (body: { code: string; name: string }) =>
      entity ? call(changeBillingEntity, { params: { id: entity.id }, body }) : call(addBillingEntity, { body }),
    {
      stale,
      isProblemShown: true,
      said: ({ name }) => t('administration.entities.saved', { name }),
      onDone: onClose,
    },
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(entity ? 'administration.entities.edit' : 'administration.entities.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <TextInput
            label={t('administration.entities.code')}
            required
            maxLength={50}
            data-autofocus
            {...form.getInputProps('code')}
          />
          <TextInput
            label={t('administration.entities.name')}
            required
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(entity ? 'common.save' : 'administration.entities.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
