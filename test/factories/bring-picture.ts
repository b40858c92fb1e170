import type { TestServer } from '../test-server.ts'
import { sendFile } from './send-file.ts'
import type { User } from './user.ts'

export type Brought = { status: number; hash: string; code: string; message: string }

/** A picture sent as the form sends it, under whatever name. */
export async function bringPicture(
  server: TestServer,
  user: User,
  bytes: Buffer,
  fileName = 'photo.jpg',
): Promise<Brought> {
  const sent = { url: '/api/v1/pictures', bytes, fileName, type: 'image/jpeg' }
  const { status, body: answer } = await sendFile(server, user, sent)
  const body = answer as { hash?: string; code?: string; detail?: string; title?: string }
  return {
    status,
    hash: body.hash ?? '',
    code: body.code ?? '',
    message: `${body.title ?? ''} ${body.detail ?? ''}`,
  }
}
