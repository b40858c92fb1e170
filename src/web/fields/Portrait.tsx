import { Avatar } from '@mantine/core'
import { getPicture } from '../../shared/contract/picture.contract.ts'
import { endpointUrl } from '../api/call.ts'

/** "Marie Bertrand" → "MB". */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

type Props = {
  name: string
  /** The hash of a picture; the initials stand where there is none. */
  photo: unknown
  size: number
}

/** A person's photo, or initials. It says nothing to readers of screens: the name stands beside it. */
export function Portrait({ name, photo, size }: Props) {
  const src = typeof photo === 'string' ? endpointUrl(getPicture, { params: { hash: photo } }) : null
  return (
    <Avatar
      src={src}
      size={size}
      radius="xl"
      color="accent"
      variant="light"
      alt=""
      aria-hidden
      imageProps={{ loading: 'lazy', draggable: false }}
    >
      {initialsOf(name)}
    </Avatar>
  )
}
