import type { TestServer } from '../test-server.ts'
import type { User } from './user.ts'

export type SentFile = { url: string; bytes: Buffer; fileName?: string; type?: string }

/** A file sent as a form sends it; the answer's status and JSON. */
export async function sendFile(
  { server }: TestServer,
  user: User,
  { url, bytes, fileName = 'file', type = 'application/octet-stream' }: SentFile,
): Promise<{ status: number; body: unknown }> {
  const boundary = 'rafale-test-boundary'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: ${type}\r\n\r\n`
  const answer = await server.inject({
    method: 'POST',
    url,
    headers: { ...user.call.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return { status: answer.statusCode, body: answer.json<unknown>() }
}
