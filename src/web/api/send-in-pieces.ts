import { getUpload, sendPiece, startUpload } from '../../shared/contract/upload.contract.ts'
import { call } from './call.ts'
import { upload } from './upload.ts'

/** What is lost at most when sending is interrupted: some seconds of a slow line. */
const pieceBytes = 4 * 1024 ** 2

type Sending = {
  /** The upload to go on with; without one it begins. */
  id: number | null
  /** Called with the id of an upload that begins. */
  onStarted: (id: number) => void
  /** Called with the share sent, 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** Sends what the server does not have of a file yet; its upload's id, once all of it is there. */
export async function sendInPieces(file: File, { id, onStarted, onProgress, signal }: Sending): Promise<number> {
  let { id: uploadId, received } =
    id === null
      ? await call(startUpload, { body: { fileName: file.name, size: file.size }, signal })
      : await call(getUpload, { params: { id }, signal })
  if (id === null) onStarted(uploadId)
  while (received < file.size) {
    const from = received
    const piece = file.slice(from, from + pieceBytes)
    const answer = await upload(sendPiece, {
      params: { id: uploadId },
      query: { offset: from },
      parts: { file: piece },
      onProgress: (share) => onProgress((from + share * piece.size) / file.size),
      signal,
    })
    received = answer.received
    onProgress(received / file.size)
  }
  return uploadId
}
