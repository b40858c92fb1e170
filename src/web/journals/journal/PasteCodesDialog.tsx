import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SeverityTag } from '../../design/SeverityTag.tsx'
import { readCodes } from './read-codes.ts'
import type { Board } from './use-board.ts'
import classes from './Journal.module.css'

const shownNotFound = 1000

/** Adds the records whose codes are pasted, and lists those that name none. */
export function PasteCodesDialog({ board, isOpen, onClose }: { board: Board; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { add } = board.move
  const { entity } = board.journal
  const [notFound, setNotFound] = useState<{ codes: readonly string[]; total: number } | null>(null)
  const codes = readCodes(text)
  const close = () => {
    setText('')
    setNotFound(null)
    onClose()
  }
  const send = () =>
    add.mutate([{ codes }], {
      onSuccess: (answer) => {
        if (answer.notFoundTotal === 0) close()
        else setNotFound({ codes: answer.notFound, total: answer.notFoundTotal })
      },
    })

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('journals.pasteCodes.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {notFound ? (
        <Stack>
          <div role="alert">
            <SeverityTag severity="yellow">{t('journals.pasteCodes.notFound', { count: notFound.total })}</SeverityTag>
          </div>
          <Textarea
            readOnly
            autosize
            minRows={3}
            maxRows={12}
            aria-label={t('journals.pasteCodes.notFound', { count: notFound.total })}
            value={notFound.codes.join('\n')}
          />
          {notFound.total > shownNotFound ? (
            <p className={classes['quiet']}>{t('journals.pasteCodes.onlyFirst')}</p>
          ) : null}
          <Group justify="flex-end">
            <Button
              variant="default"
              onClick={() => void navigator.clipboard?.writeText(notFound.codes.join('\n')).catch(() => undefined)}
            >
              {t('journals.pasteCodes.copyNotFound')}
            </Button>
            <Button onClick={close}>{t('common.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Textarea
            data-autofocus
            label={t(`journals.pasteCodes.${entity}`)}
            placeholder={t('journals.pasteCodes.placeholder')}
            minRows={8}
            maxRows={16}
            autosize
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button disabled={codes.length === 0} loading={add.isPending} onClick={send}>
              {codes.length === 0
                ? t('journals.pasteCodes.addNone')
                : t('journals.pasteCodes.add', { count: codes.length })}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
