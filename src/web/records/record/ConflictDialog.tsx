import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { useValueText } from '../../fields/use-value-text.ts'
import { useLanguage } from '../../texts/use-language.ts'
import type { Edits } from './draft.ts'
import { isSameValue } from '../../fields/same-value.ts'
import { recordQuery } from './use-record.ts'
import type { RecordForm } from './use-record-form.ts'
import classes from './Record.module.css'

type Props = {
  form: RecordForm
  isOpen: boolean
  isSaving: boolean
  onClose: () => void
  onResend: (sent: { edits: Edits; version: number }) => void
}

/** Two people changed the record: for each field both changed, one chooses; the rest is saved as it is. */
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
  const clashes = Object.keys(edits.values).filter(
    (key) =>
      saved !== undefined &&
      !isSameValue(saved.values[key], base.values[key]) &&
      !isSameValue(saved.values[key], edits.values[key]),
  )

  const drop = () => {
    form.clear()
    if (saved) client.setQueryData(query.queryKey, saved)
    onClose()
  }
  const send = () => {
    if (!saved) return
    const kept = Object.entries(edits.values).filter(([key]) => !isTheirs[key])
    const next = { ...edits, values: Object.fromEntries(kept) }
    form.setEdits(next)
    client.setQueryData(query.queryKey, saved)
    onResend({ edits: next, version: saved.version })
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
              {clashes.map((key) => {
                const field = form.fieldOf(key)
                const say = (value: Parameters<typeof textOf>[1]) =>
                  textOf(field, value, saved.references) || t('common.empty')
                return (
                  <tr key={key}>
                    <td>{field.label[language]}</td>
                    <td>
                      <Radio
                        name={`conflict-${key}`}
                        label={say(edits.values[key])}
                        checked={!isTheirs[key]}
                        onChange={() => setTheirs({ ...isTheirs, [key]: false })}
                      />
                    </td>
                    <td>
                      <Radio
                        name={`conflict-${key}`}
                        label={say(saved.values[key])}
                        checked={isTheirs[key] ?? false}
                        onChange={() => setTheirs({ ...isTheirs, [key]: true })}
                      />
                    </td>
                  </tr>
                )
              })}
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
