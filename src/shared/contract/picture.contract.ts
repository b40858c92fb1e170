import { z } from 'zod'
import { pictureHash } from '../catalogue/field-types/picture.ts'
import { endpoint } from './endpoint.ts'

/** Photos of contacts: brought first, then put on a contact by the hash, as the value of its field `photo`. */
export const addPicture = endpoint({
  id: 'addPicture',
  method: 'POST',
  path: '/api/v1/pictures',
  summary: 'Bring a JPEG, PNG or WebP picture; kept without what the camera wrote, for a week unless a contact gets it',
  right: 'contact.edit',
  consumes: 'multipart',
  form: z.object({ file: z.string().meta({ format: 'binary' }) }),
  result: z.object({ hash: z.string().regex(pictureHash) }),
  errors: ['picture-type-unknown', 'picture-too-large', 'picture-size-unfit', 'picture-damaged', 'right-missing'],
})

export const getPicture = endpoint({
  id: 'getPicture',
  method: 'GET',
  path: '/api/v1/pictures/:hash',
  summary: 'A picture that a contact one sees has or had, or that one brought; what it is never changes',
  right: 'contact.see',
  params: z.object({ hash: z.string().regex(pictureHash) }),
  produces: 'file',
  result: z.undefined(),
  errors: ['not-found', 'right-missing'],
})
