import { useEffect } from 'react'
import { useImport } from '../import-context.ts'

const pause = 1500
/** Above this many rows a check takes long enough to be asked for. */
const most = 50_000

/** Checks again by itself a moment after the last correction, where that is quick; whether it will. */
export function useRecheck(stamp: number, isBusy: boolean): boolean {
  const { run, isWorking, plan } = useImport()
  const isAuto = (run.rows ?? 0) <= most
  const isDue = run.isStale && !isWorking && !isBusy && isAuto
  useEffect(() => {
    const timer = isDue ? setTimeout(() => void plan().catch(() => undefined), pause) : undefined
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- `plan` is new at each render; the stamp starts the wait anew
  }, [isDue, stamp])
  return isAuto
}
