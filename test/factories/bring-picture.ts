import type { TestServer } from '../test-server.ts'
import type { User } from './user.ts'

export type Brought = { status: number; hash: string; code: string; message: string }

/** A picture sent as the form sends it, under whatever name. */
export async function bringPicture(
  { server }: TestServer,
  user: User,
  bytes: Buffer,
  fileName = 'photo.jpg',
): Promise<Brought> {
  const boundary = 'rafale-test-boundary'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: image/jpeg\r\n\r\n`
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/pictures',
    headers: { ...user.call.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  const body = answer.json<{ hash?: string; code?: string; detail?: string; title?: string }>()
  return {
    status: answer.statusCode,
    hash: body.hash ?? '',
    code: body.code ?? '',
    message: `${body.title ?? ''} ${body.detail ?? ''}`,
  }
}
