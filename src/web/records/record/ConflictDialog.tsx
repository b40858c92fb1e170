import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { Values } from '../../../shared/contract/record.contract.ts'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useValueText } from '../../fields/use-value-text.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { clashesOf, resolveClashes, type Clash, type Side } from './clashes.ts'
import type { Base, Edits } from './draft.ts'
import { recordQuery } from './use-record.ts'
import type { RecordForm } from './use-record-form.ts'
import classes from './Record.module.css'

type Props = {
  form: RecordForm
  isOpen: boolean
  isSaving: boolean
  onClose: () => void
  onResend: (sent: { edits: Edits; base: Base }) => void
}

/** Two people changed the record or its addresses: for each field both changed, one chooses; the rest is saved as it is. */
export function ConflictDialog({ form, isOpen, isSaving, onClose, onResend }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const textOf = useValueText()
  const [isTheirs, setTheirs] = useState<Readonly<Record<string, boolean>>>({})
  const { entity, base, edits } = form
  const query = recordQuery(entity, base.id ?? 0)
  // Read apart from the page: until one has chosen, the form keeps the record it was filled in from.
  const { data: saved } = useQuery({
    queryKey: ['conflict', entity, base.id, base.version],
    queryFn: query.queryFn,
    enabled: isOpen,
    staleTime: 0,
    gcTime: 0,
  })
  const clashes = saved ? clashesOf(entity, base, edits, saved) : []

  const drop = () => {
    form.clear()
    if (saved) client.setQueryData(query.queryKey, saved)
    onClose()
  }
  const send = () => {
    if (!saved) return
    const next = resolveClashes(base, edits, saved, (id) => isTheirs[id] ?? false)
    form.setEdits(next)
    client.setQueryData(query.queryKey, saved)
    onResend({ edits: next, base: saved })
  }
  const addressText = (values: Values | undefined) =>
    [values?.['name'], values?.['line1'], values?.['postalCode'], values?.['city']].filter(Boolean).join(', ')
  const say = (field: Field | undefined, side: Side): string => {
    if ('fate' in side) return t(`record.conflict.${side.fate}`)
    if ('address' in side) return addressText(side.address) || t('common.empty')
    return (field && textOf(field, side.value, saved?.references)) || t('common.empty')
  }
  const labelOf = ({ id, field, address }: Clash): string => {
    if (id === 'default') return t('record.addresses.isDefault')
    const whose = address ? t('record.conflict.address', { address: addressText(address) }) : ''
    return [whose, field?.label[language]].filter(Boolean).join(' · ')
  }

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('record.conflict.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        {clashes.length > 0 || !saved ? t('record.conflict.text') : t('record.conflict.noClash')}
        {saved ? null : <SkeletonLines count={3} />}
        {clashes.length > 0 && saved ? (
          <table className={classes['clashes']}>
            <thead>
              <tr>
                <th>{t('record.conflict.field')}</th>
                <th>{t('record.conflict.mine')}</th>
                <th>{t('record.conflict.theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {clashes.map((clash) => (
                <tr key={clash.id}>
                  <td>{labelOf(clash)}</td>
                  <td>
                    <Radio
                      name={`conflict-${clash.id}`}
                      label={say(clash.field, clash.mine)}
                      checked={!isTheirs[clash.id]}
                      onChange={() => setTheirs({ ...isTheirs, [clash.id]: false })}
                    />
                  </td>
                  <td>
                    <Radio
                      name={`conflict-${clash.id}`}
                      label={say(clash.field, clash.theirs)}
                      checked={isTheirs[clash.id] ?? false}
                      onChange={() => setTheirs({ ...isTheirs, [clash.id]: true })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={drop}>
            {t('record.conflict.reload')}
          </Button>
          <Button onClick={send} disabled={!saved} loading={isSaving}>
            {t('record.conflict.keepMine')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
