import { ActionIcon, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconExternalLink, IconMail, IconPhone } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typeOf } from '../../../shared/catalogue/catalogue.ts'
import { errorText } from '../../../shared/errors/rafale-error.ts'
import { frenchSpaces } from '../../texts/french-spaces.ts'
import { isSameValue } from '../same-value.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import { readTyped, type Read } from './read-typed.ts'
import classes from './inputs.module.css'

/** Anything that is typed: text, numbers, codes, e-mail, phone … read by the field's type, shown as it formats. */
export function TypedInput(props: FieldInputProps) {
  const { field, value, language, onChange, onRefused } = props
  const formatted = typeOf(field).format(value ?? null, { field, language })
  const [text, setText] = useState(formatted)
  const [read, setRead] = useState<Read>({ value: value ?? null })
  // A value set from outside (undo, conflict, server) replaces what was typed.
  if ('value' in read && !isSameValue(read.value, value)) {
    setRead({ value: value ?? null })
    setText(formatted)
  }

  const type = (next: string) => {
    setText(next)
    const now = readTyped(field, next, language)
    setRead(now)
    if ('value' in now) {
      onRefused?.(undefined)
      onChange(now.value)
    } else {
      onRefused?.(say(now.refused, next))
    }
  }
  const say = (code: Parameters<typeof errorText>[0], said: string) => {
    const params = { value: said, max: field.maxLength ?? 200, field: field.label[language] }
    const message = errorText(code, params, language)
    return language === 'fr' ? frenchSpaces(message) : message
  }
  const doubt = 'value' in read && read.doubt ? say(read.doubt, text) : undefined

  return (
    <div>
      <TextInput
        {...commonProps(props)}
        value={text}
        inputMode={
          field.type === 'integer' || field.type === 'money' || field.type === 'decimal' ? 'decimal' : undefined
        }
        type={field.type === 'phone' ? 'tel' : 'text'}
        autoComplete="off"
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => {
          if ('value' in read) setText(formatted)
        }}
        rightSection={<Reach field={field} text={String(value ?? '')} />}
      />
      {doubt && !props.error ? (
        <div className={classes['doubt']} role="note">
          <IconAlertTriangle size={12} aria-hidden />
          {doubt}
        </div>
      ) : null}
    </div>
  )
}

const reaches = {
  url: {
    href: (text: string) => (/^https?:/i.test(text) ? text : `https://${text}`),
    icon: IconExternalLink,
    says: 'fields.openSite',
  },
  email: { href: (text: string) => `mailto:${text}`, icon: IconMail, says: 'fields.writeMail' },
  phone: { href: (text: string) => `tel:${text.replace(/\s/g, '')}`, icon: IconPhone, says: 'fields.phoneCall' },
} as const

/** Opens the site, writes the mail or dials the number that an input holds. */
function Reach({ field, text }: { field: FieldInputProps['field']; text: string }) {
  const { t } = useTranslation()
  if (text === '' || !(field.type === 'url' || field.type === 'email' || field.type === 'phone')) return null
  const { href, icon: Sign, says } = reaches[field.type]
  return (
    <ActionIcon
      component="a"
      size={24}
      href={href(text)}
      target={field.type === 'url' ? '_blank' : undefined}
      rel="noreferrer"
      aria-label={t(says)}
    >
      <Sign size={15} stroke={1.7} />
    </ActionIcon>
  )
}
