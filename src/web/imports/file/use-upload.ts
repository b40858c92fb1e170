import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ImportRun } from '../../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { deleteUpload, importUpload } from '../../../shared/contract/upload.contract.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { call } from '../../api/call.ts'
import { sendInPieces } from '../../api/send-in-pieces.ts'
import { keepImport } from '../use-import-query.ts'

export type Sending = {
  file: File | null
  /** `paused` by a click, or by a server out of reach, which `problem` then says. */
  state: 'none' | 'sending' | 'paused'
  /** Share sent, 0 to 1. */
  share: number
  problem: Error | null
  send: (file: File) => void
  pause: () => void
  resume: () => void
  stop: () => void
}

type Progress = Pick<Sending, 'file' | 'state' | 'share' | 'problem'>
const nothing: Progress = { file: null, state: 'none', share: 0, problem: null }

/** Out of reach, or answered by what stands before a server that is: the file may be gone on with later. */
const isOutOfReach = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.code === 'offline' || (error.code === 'unknown' && error.status >= 502))

/** Sends a file to be imported, telling how far it is; it can be paused, and is given up when the page is left. */
export function useUpload(entity: ListEntity, onReceived: (run: ImportRun) => void): Sending {
  const client = useQueryClient()
  const [progress, setProgress] = useState(nothing)
  const abort = useRef<AbortController | null>(null)
  const upload = useRef<number | null>(null)
  const latest = useRef(onReceived)
  useEffect(() => {
    latest.current = onReceived
  })

  const giveUp = useCallback(() => {
    abort.current?.abort()
    abort.current = null
    // Where this fails, the server forgets the upload by itself after a day.
    if (upload.current !== null) void call(deleteUpload, { params: { id: upload.current } }).catch(() => undefined)
    upload.current = null
  }, [])
  useEffect(() => giveUp, [giveUp])

  const goOn = useCallback(
    async (file: File) => {
      const { signal } = (abort.current = new AbortController())
      setProgress((before) => ({ ...before, file, state: 'sending', problem: null }))
      try {
        const id = await sendInPieces(file, {
          id: upload.current,
          onStarted: (started) => (upload.current = started),
          onProgress: (share) => setProgress((before) => ({ ...before, share })),
          signal,
        })
        const run = await call(importUpload, { params: { id }, body: { entity }, signal })
        upload.current = null
        keepImport(run, client)
        latest.current(run)
      } catch (error) {
        if (signal.aborted) return
        const problem = error instanceof Error ? error : new Error(String(error))
        if (isOutOfReach(error)) return setProgress((before) => ({ ...before, state: 'paused', problem }))
        giveUp()
        setProgress({ ...nothing, file, problem })
      }
    },
    [client, entity, giveUp],
  )

  const { file } = progress
  return {
    ...progress,
    send: useCallback(
      (chosen: File) => {
        giveUp()
        setProgress(nothing)
        void goOn(chosen)
      },
      [giveUp, goOn],
    ),
    pause: () => {
      abort.current?.abort()
      setProgress((before) => ({ ...before, state: 'paused' }))
    },
    resume: () => {
      if (file) void goOn(file)
    },
    stop: () => {
      giveUp()
      setProgress(nothing)
    },
  }
}
