import { Button } from '@mantine/core'
import { IconClipboard, IconCopy } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { copyTargets, getClipboard } from '../../../shared/contract/journal-targeting.contract.ts'
import { call } from '../../api/call.ts'
import { notifyDone, notifyProblem } from '../../design/notify.tsx'
import { useCan } from '../../session/use-session.ts'
import { journalKeys } from '../journal-queries.ts'
import type { Board } from './use-board.ts'

/** Copy selection: the targets, for another journal. Paste selection: those of another journal, each once. */
export function ClipboardButtons({ board }: { board: Board }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const can = useCan()
  const { number, entity, targets } = board.journal
  const { data } = useQuery({
    queryKey: journalKeys.clipboard,
    queryFn: ({ signal }) => call(getClipboard, { signal }),
    enabled: can('journal.prepare'),
  })
  const copy = useMutation({
    mutationFn: () => call(copyTargets, { params: { number } }),
    onSuccess: (clipboard) => {
      client.setQueryData(journalKeys.clipboard, { clipboard })
      notifyDone({ message: t('journals.said.copied', { count: clipboard.count }) })
    },
    onError: notifyProblem,
  })
  if (!can('journal.prepare')) return null
  const clipboard = data?.clipboard
  const canPaste = clipboard && clipboard.entity === entity && clipboard.journal !== number && !board.isReadOnly
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCopy size={15} stroke={1.7} />}
        disabled={targets === 0}
        loading={copy.isPending}
        onClick={() => copy.mutate()}
      >
        {t('journals.copy')}
      </Button>
      {canPaste ? (
        <Button
          variant="default"
          leftSection={<IconClipboard size={15} stroke={1.7} />}
          title={t('journals.pasteFrom', { number: clipboard.journal })}
          loading={board.move.paste.isPending}
          onClick={() => board.move.paste.mutate()}
        >
          {t('journals.paste', { count: clipboard.count })}
        </Button>
      ) : null}
    </>
  )
}
