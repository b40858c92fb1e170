import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { createImport, type ImportRun } from '../../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { upload } from '../../api/upload.ts'
import { keepImport } from '../use-import-query.ts'

export type Sending = {
  file: File | null
  /** Share sent, 0 to 1; null when nothing is on its way. */
  share: number | null
  problem: Error | null
  send: (file: File) => void
  stop: () => void
}

/** Sends a file to be imported, telling how far it is; stopped when the page is left. */
export function useUpload(entity: ListEntity, onReceived: (run: ImportRun) => void): Sending {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<Error | null>(null)
  const abort = useRef<AbortController | null>(null)
  const latest = useRef(onReceived)
  useEffect(() => {
    latest.current = onReceived
  })
  const stop = useCallback(() => {
    abort.current?.abort()
    abort.current = null
    setShare(null)
  }, [])
  useEffect(() => stop, [stop])

  const send = useCallback(
    (chosen: File) => {
      abort.current?.abort()
      const mine = new AbortController()
      abort.current = mine
      setFile(chosen)
      setProblem(null)
      setShare(0)
      upload(createImport, { parts: { entity, file: chosen }, onProgress: setShare, signal: mine.signal })
        .then((run) => {
          keepImport(run, client)
          latest.current(run)
        })
        .catch((refusal: unknown) => {
          if (mine.signal.aborted) return
          setShare(null)
          setProblem(refusal instanceof Error ? refusal : new Error(String(refusal)))
        })
    },
    [client, entity],
  )
  return { file, share, problem, send, stop }
}
