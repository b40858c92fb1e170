import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRecord } from '../../records/record/use-record.ts'
import type { Board } from './use-board.ts'
import classes from './Journal.module.css'

/** Offers to add the record that the journal was asked for from. */
export function RecordOffer({ board, record }: { board: Board; record: number }) {
  const { t } = useTranslation()
  const { entity } = board.journal
  const { data } = useRecord(entity, record)
  const dismiss = () => board.setSearch({ record: undefined })
  if (!data || board.isReadOnly) return null
  return (
    <div className={classes['offer']}>
      <span>{t('journals.offer.text', { label: data.label })}</span>
      <Button
        size="compact-sm"
        variant="light"
        loading={board.move.add.isPending}
        onClick={() => board.move.add.mutate([{ ids: [record] }], { onSuccess: dismiss })}
      >
        {t(`journals.offer.${entity}`)}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={dismiss}>
        {t('common.close')}
      </Button>
    </div>
  )
}
