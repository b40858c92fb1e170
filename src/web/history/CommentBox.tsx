import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addComment, type ListEntity } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { notifyProblem } from '../design/notify.tsx'
import classes from './history.module.css'

/** Writes a comment into the history of a record; Ctrl+Enter sends it. */
export function CommentBox({ entity, id }: { entity: ListEntity; id: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: () => call(addComment, { params: { entity, id }, body: { text } }),
    onSuccess: () => {
      setText('')
      // A contact's comment shows in its company's history too.
      void client.invalidateQueries({
        queryKey: queryKeys.records,
        predicate: ({ queryKey }) => queryKey.includes('history'),
      })
    },
    onError: notifyProblem,
  })
  const mayAdd = text.trim() !== '' && !add.isPending
  return (
    <div className={classes['commentBox']}>
      <Textarea
        aria-label={t('history.comment.label')}
        placeholder={t('history.comment.placeholder')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && mayAdd) add.mutate()
        }}
        className={classes['commentText']}
      />
      <Button variant="default" disabled={!mayAdd} loading={add.isPending} onClick={() => add.mutate()}>
        {t('history.comment.add')}
      </Button>
    </div>
  )
}
