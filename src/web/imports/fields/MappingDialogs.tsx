import { ActionIcon, Button, Checkbox, Group, Modal, Stack, Switch, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changeMapping,
  deleteMapping,
  saveMapping,
  type SavedMapping,
} from '../../../shared/contract/import-mapping.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { notifyDone } from '../../design/notify.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useCan } from '../../session/use-session.ts'
import { useImport } from '../import-context.ts'
import classes from './fields.module.css'

type Props = { saved: readonly SavedMapping[]; onClose: () => void }

/** Saves the mapping at hand by a name, in place of one's own of that name, for oneself or for everybody. */
export function SaveMappingDialog({ saved, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, flush } = useImport()
  const [name, setName] = useState(run.mapping?.name ?? '')
  const [isShared, setShared] = useState(saved.find(({ id }) => id === run.mapping?.id)?.isShared ?? false)
  const isReplacing = saved.some((one) => one.isOwn && one.name.toLowerCase() === name.trim().toLowerCase())
  const save = useMutation({
    mutationFn: async () => {
      await flush()
      return call(saveMapping, { params: { id: run.id }, body: { name: name.trim(), isShared } })
    },
    onSuccess: (mapping) => {
      void client.invalidateQueries({ queryKey: queryKeys.imports })
      notifyDone({ message: t('imports.mappings.saved', { name: mapping.name }) })
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('imports.mappings.save')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <ProblemBanner problem={save.error} />
          <TextInput
            label={t('imports.mappings.name')}
            description={t('imports.mappings.nameText')}
            value={name}
            maxLength={100}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label={t('imports.mappings.share')}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t(isReplacing ? 'imports.mappings.replace' : 'imports.mappings.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Shares, withdraws and drops saved mappings of one's own; an administrator drops shared ones too. */
export function ManageMappingsDialog({ saved, onClose }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  const client = useQueryClient()
  const changed = { onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.imports }) }
  const share = useMutation({
    mutationFn: ({ id, isShared }: Pick<SavedMapping, 'id' | 'isShared'>) =>
      call(changeMapping, { params: { id }, body: { isShared } }),
    ...changed,
  })
  const drop = useMutation({ mutationFn: (id: number) => call(deleteMapping, { params: { id } }), ...changed })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('imports.mappings.manage')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ProblemBanner problem={share.error ?? drop.error} />
      <ul className={classes['mappings']}>
        {saved.map(({ id, name, isOwn, isShared, owner, headers }) => (
          <li key={id}>
            <span className={classes['mappingText']}>
              <strong>{name}</strong>
              <span className={classes['quiet']}>
                {isOwn ? '' : `${t('imports.mappings.sharedBy', { owner })} · `}
                {headers.join(' · ')}
              </span>
            </span>
            {isOwn ? (
              <Switch
                size="xs"
                label={t('imports.mappings.shared')}
                checked={isShared}
                onChange={(event) => share.mutate({ id, isShared: event.currentTarget.checked })}
              />
            ) : null}
            {isOwn || can('administration') ? (
              <ActionIcon aria-label={t('imports.mappings.delete', { name })} onClick={() => drop.mutate(id)}>
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
    </Modal>
  )
}
