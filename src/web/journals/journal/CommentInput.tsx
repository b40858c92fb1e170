import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { comment: string | null; onChange: (comment: string | null) => void }

/** A free comment, kept when one leaves it: while one types, spaces at its end stay. */
export function CommentInput({ comment, onChange }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(comment ?? '')
  const keep = () => {
    const said = text.trim() || null
    if (said !== comment) onChange(said)
  }
  return (
    <TextInput
      label={t('journals.header.comment')}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
      }}
    />
  )
}
