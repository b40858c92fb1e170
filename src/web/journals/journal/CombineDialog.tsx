import { Button, Group, Modal, Radio, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRemoval, TargetSource } from '../../../shared/contract/journal-targeting.contract.ts'
import { useJournals } from '../list/use-journals.ts'
import { useJournalText } from '../use-journal-text.ts'
import type { Board } from './use-board.ts'

const operations = ['add', 'keep', 'remove'] as const
type Operation = (typeof operations)[number]

/** The targeting joined with another one, kept where both have a record, or less the other: a journal's, or what the search found. */
export function CombineDialog({ board, isOpen, onClose }: { board: Board; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { journal, move, left, searchSelection } = board
  const [operation, setOperation] = useState<Operation>('add')
  const [other, setOther] = useState<string | null>(null)
  const { journals, references } = useJournals({})
  const textOf = useJournalText()
  const says = 'journals.combine'
  const hasSearch = left.mode === 'search'
  const choices = [
    ...(hasSearch ? [{ value: 'search', label: t(`${says}.search`, { count: left.total ?? 0 }) }] : []),
    ...journals
      .filter(({ number, entity, targets }) => number !== journal.number && entity === journal.entity && targets > 0)
      .map((one) => {
        const { field, effect } = textOf(one, references)
        return {
          value: String(one.number),
          label: t(`${says}.journal`, { number: one.number, count: one.targets, text: `${field} ${effect}`.trim() }),
        }
      }),
  ]

  const apply = () => {
    const isSearch = other === 'search'
    const number = Number(other)
    const options = { onSuccess: onClose }
    if (operation === 'add') {
      const source: TargetSource = isSearch ? { selection: searchSelection } : { journal: number }
      move.add.mutate([source], options)
      return
    }
    const removal: TargetRemoval =
      operation === 'keep'
        ? isSearch
          ? { keepSelection: searchSelection }
          : { keepOnly: number }
        : isSearch
          ? { selection: searchSelection }
          : { journal: number }
    move.remove.mutate([removal], options)
  }

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t(`${says}.title`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Select
          label={t(`${says}.with`)}
          placeholder={t('fields.choose')}
          nothingFoundMessage={t('fields.nothingFound')}
          data={choices}
          value={other}
          onChange={setOther}
          searchable
        />
        <Radio.Group
          label={t(`${says}.how`)}
          value={operation}
          onChange={(value) => setOperation(operations.find((one) => one === value) ?? 'add')}
        >
          <Stack gap="xs" mt="xs">
            {operations.map((one) => (
              <Radio
                key={one}
                size="sm"
                value={one}
                label={t(`${says}.${one}`)}
                description={t(`${says}.${one}Text`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={other === null} loading={move.isBusy} onClick={apply}>
            {t(`${says}.action`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
