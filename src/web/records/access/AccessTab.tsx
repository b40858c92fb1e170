import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getAccess, saveAccess, type RecordAccess } from '../../../shared/contract/access.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { useFavourites } from '../../account/use-favourites.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { ArrowPicker } from '../../design/ArrowPicker.tsx'
import { notifyDone } from '../../design/notify.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useLookups } from '../../fields/use-lookups.ts'
import { useCan } from '../../session/use-session.ts'
import { listRoute } from '../record-paths.ts'
import classes from './AccessTab.module.css'

type Props = { entity: ListEntity; id: number }

/** Who sees a record: everybody, or the users and billing entities chosen (AC-2, AC-3, AC-4). */
export function AccessTab({ entity, id }: Props) {
  const queryKey = [...queryKeys.record(entity, id), 'access']
  const access = useQuery({ queryKey, queryFn: ({ signal }) => call(getAccess, { params: { entity, id }, signal }) })
  if (!access.data) {
    return access.error ? (
      <ProblemBanner problem={access.error} onRetry={() => void access.refetch()} />
    ) : (
      <SkeletonLines count={5} height={20} />
    )
  }
  return <AccessForm key={access.data.stamp} entity={entity} id={id} access={access.data} />
}

type Draft = Pick<RecordAccess, 'isRestricted' | 'users' | 'billingEntities'>

function AccessForm({ entity, id, access }: Props & { access: RecordAccess }) {
  const { t } = useTranslation()
  const can = useCan()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(access)
  const [isWarned, setWarned] = useState(false)
  const mayEdit = can('access.edit')
  const { isRestricted, users, billingEntities } = draft
  const isDirty =
    isRestricted !== access.isRestricted ||
    (isRestricted && (differ(users, access.users) || differ(billingEntities, access.billingEntities)))

  const save = useAct(
    (shutsMeOut: boolean) =>
      call(saveAccess, {
        params: { entity, id },
        body: { isRestricted, users, billingEntities, stamp: access.stamp, shutsMeOut },
      }),
    {
      isProblemShown: true,
      onDone: (saved) => {
        setWarned(false)
        notifyDone({ message: t(saved ? 'access.saved' : 'access.shutOut') })
        if (!saved) void navigate({ to: listRoute(entity) })
        void client.invalidateQueries({ queryKey: queryKeys.records })
      },
    },
  )
  const submit = () =>
    save.mutate(false, {
      onError: (problem) => setWarned(problem instanceof ApiProblem && problem.code === 'access-shuts-out'),
    })

  return (
    <Stack>
      <SegmentedControl
        className={classes['choice']}
        aria-label={t('access.who')}
        disabled={!mayEdit}
        value={isRestricted ? 'restricted' : 'all'}
        onChange={(value) => setDraft({ ...draft, isRestricted: value === 'restricted' })}
        data={[
          { value: 'all', label: t('access.everybody') },
          { value: 'restricted', label: t('access.restricted') },
        ]}
      />
      <p className={classes['text']}>
        {t(isRestricted ? `access.${entity}.restrictedText` : `access.${entity}.everybodyText`)}
        {access.isCompanyRestricted ? ` ${t('access.companyRestricted')}` : ''}
      </p>
      <ProblemBanner problem={isWarned ? null : save.error} />
      {isRestricted ? (
        <>
          <UserPicker chosen={users} isDisabled={!mayEdit} onChange={(next) => setDraft({ ...draft, users: next })} />
          {entity === 'company' ? (
            <EntityPicker
              chosen={billingEntities}
              isDisabled={!mayEdit}
              onChange={(next) => setDraft({ ...draft, billingEntities: next })}
            />
          ) : null}
        </>
      ) : null}
      {mayEdit ? (
        <Group justify="flex-end">
          <Button variant="default" disabled={!isDirty} onClick={() => setDraft(access)}>
            {t('common.reset')}
          </Button>
          <Button loading={save.isPending} disabled={!isDirty} onClick={submit}>
            {t('access.save')}
          </Button>
        </Group>
      ) : null}
      <Modal
        opened={isWarned}
        onClose={() => setWarned(false)}
        title={t('access.warnTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack>
          <p className={classes['text']}>{t('access.warnText')}</p>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setWarned(false)}>
              {t('common.cancel')}
            </Button>
            <Button color="red.8" loading={save.isPending} onClick={() => save.mutate(true)}>
              {t('access.warnAction')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  )
}

const differ = (a: readonly number[], b: readonly number[]) =>
  a.length !== b.length || a.some((one) => !b.includes(one))

type PickerProps = { chosen: number[]; isDisabled: boolean; onChange: (chosen: number[]) => void }

/** Users, one's favourites first; the star makes a favourite of those selected. */
function UserPicker({ chosen, isDisabled, onChange }: PickerProps) {
  const { t } = useTranslation()
  const { users } = useLookups()
  const { favourites, setFavourites } = useFavourites()
  const offered = [...users.values()].filter(({ id, isActive }) => isActive || chosen.includes(id))
  const groupOf = (id: number) => t(favourites.includes(id) ? 'access.favourites' : 'access.others')
  const items = offered
    .map(({ id, name }) => ({ id, label: name, group: groupOf(id) }))
    .sort((a, b) => Number(favourites.includes(b.id)) - Number(favourites.includes(a.id)))
  return (
    <ArrowPicker
      items={items}
      chosen={chosen}
      onChange={onChange}
      isDisabled={isDisabled}
      labels={{ offered: t('access.users'), chosen: t('access.chosenUsers') }}
      renderTools={(selected) => {
        const areAll = selected.length > 0 && selected.every((id) => favourites.includes(id))
        return (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={areAll ? <IconStarFilled size={14} /> : <IconStar size={14} />}
            disabled={selected.length === 0}
            onClick={() =>
              setFavourites(
                areAll ? favourites.filter((id) => !selected.includes(id)) : [...new Set([...favourites, ...selected])],
              )
            }
          >
            {t(areAll ? 'access.removeFavourite' : 'access.addFavourite')}
          </Button>
        )
      }}
    />
  )
}

function EntityPicker({ chosen, isDisabled, onChange }: PickerProps) {
  const { t } = useTranslation()
  const { billingEntities } = useLookups()
  const items = [...billingEntities.values()].map(({ id, name }) => ({ id, label: name }))
  if (items.length === 0) return null
  return (
    <ArrowPicker
      items={items}
      chosen={chosen}
      onChange={onChange}
      isDisabled={isDisabled}
      labels={{ offered: t('access.entities'), chosen: t('access.chosenEntities') }}
    />
  )
}
