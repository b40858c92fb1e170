import { ActionIcon, Button, NativeSelect, Select } from '@mantine/core'
import { IconLock, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { catalogue, findField } from '../../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../../shared/catalogue/field.ts'
import {
  changeSources,
  getFieldLocks,
  setFieldLocks,
  type FieldLock,
} from '../../../shared/contract/field-lock.contract.ts'
import { listRoles } from '../../../shared/contract/role.contract.ts'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'

const locksKey = ['field-locks'] as const
const keyOf = ({ entity, field, role, source }: FieldLock) => [entity, field, role, source].join(' ')

/** Fields mastered elsewhere (FC-4): which roles, through which door, may not change them on existing records. */
export function FieldLocksPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const locks = useQuery({ queryKey: locksKey, queryFn: ({ signal }) => call(getFieldLocks, { signal }) })
  const roles = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => call(listRoles, { signal }) })
  const save = useAct((next: FieldLock[]) => call(setFieldLocks, { body: { locks: next } }), {
    stale: [locksKey],
    said: () => t('administration.locks.saved'),
  })
  const known = locks.data ?? []
  const roleName = (id: number | null) =>
    id === null
      ? t('administration.locks.anyRole')
      : (roles.data?.find((role) => role.id === id)?.label[language] ?? String(id))
  const labelOf = ({ entity, field }: FieldLock) =>
    `${t(`imports.recap.entities.${entity}`)} · ${findField(entity, field)?.label[language] ?? field}`
  return (
    <>
      <PageHeader title={t('administration.section.locks')} />
      <PageBody width="narrow">
        <p className={classes['text']}>{t('administration.locks.text')}</p>
        <ProblemBanner problem={locks.error ?? roles.error} onRetry={() => void locks.refetch()} />
        <AddLock
          roles={(roles.data ?? []).map(({ id, label }) => ({ value: String(id), label: label[language] }))}
          isSaving={save.isPending}
          onAdd={(lock) => {
            if (!known.some((one) => keyOf(one) === keyOf(lock))) save.mutate([...known, lock])
          }}
        />
        {locks.isPending ? <SkeletonLines count={4} height={20} /> : null}
        {locks.data?.length === 0 ? (
          <EmptyState icon={IconLock} title={t('administration.locks.none')}>
            {t('administration.locks.noneText')}
          </EmptyState>
        ) : null}
        {known.length > 0 ? (
          <ul className={classes['list']}>
            {known.map((lock) => (
              <li key={keyOf(lock)} className={classes['line']}>
                <span className={classes['main']}>
                  <span className={classes['name']}>{labelOf(lock)}</span>
                  <span className={classes['quiet']}>
                    {roleName(lock.role)} ·{' '}
                    {lock.source === null
                      ? t('administration.locks.anySource')
                      : t(`administration.locks.source.${lock.source}`)}
                  </span>
                </span>
                <ActionIcon
                  aria-label={t('administration.locks.remove', { field: labelOf(lock) })}
                  onClick={() => save.mutate(known.filter((one) => one !== lock))}
                >
                  <IconTrash size={16} stroke={1.7} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        ) : null}
      </PageBody>
    </>
  )
}

type AddProps = {
  roles: { value: string; label: string }[]
  isSaving: boolean
  onAdd: (lock: FieldLock) => void
}

/** A new lock: field, role, door. */
function AddLock({ roles, isSaving, onAdd }: AddProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [path, setPath] = useState<string | null>(null)
  const [role, setRole] = useState('')
  const [source, setSource] = useState('')
  const fields = entityNames.map((entity) => ({
    group: t(`imports.recap.entities.${entity}`),
    items: catalogue[entity]
      .filter((field) => !field.isReadOnly)
      .map((field) => ({ value: `${entity}.${field.key}`, label: field.label[language] })),
  }))
  return (
    <form
      className={classes['toolbar']}
      onSubmit={(event) => {
        event.preventDefault()
        const [entity, field] = (path ?? '').split('.')
        const known = entityNames.find((one) => one === entity)
        if (!known || !field) return
        onAdd({
          entity: known,
          field,
          role: role === '' ? null : Number(role),
          source: changeSources.find((one) => one === source) ?? null,
        })
        setPath(null)
      }}
    >
      <Select
        className={classes['grow']}
        label={t('administration.locks.field')}
        searchable
        required
        data={fields}
        value={path}
        onChange={setPath}
      />
      <NativeSelect
        label={t('administration.locks.role')}
        data={[{ value: '', label: t('administration.locks.anyRole') }, ...roles]}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('administration.locks.sourceLabel')}
        data={[
          { value: '', label: t('administration.locks.anySource') },
          ...changeSources.map((value) => ({ value, label: t(`administration.locks.source.${value}`) })),
        ]}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      <Button type="submit" leftSection={<IconPlus size={16} />} disabled={path === null} loading={isSaving}>
        {t('administration.locks.add')}
      </Button>
    </form>
  )
}
