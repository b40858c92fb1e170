import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptImportProblems, chooseImportRecord } from '../../../shared/contract/import-check.contract.ts'
import { correctImport, skipImportRows } from '../../../shared/contract/import-row.contract.ts'
import { type ImportRun } from '../../../shared/contract/import.contract.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { call } from '../../api/call.ts'
import { notifyProblem } from '../../design/notify.tsx'
import { importKey } from '../use-import-query.ts'
import { rowsKey, type CheckedRow } from './use-check-queries.ts'

export type Correction = { column: number; row?: number; from: string | null; to: string | null }
type Pages = InfiniteData<{ rows: CheckedRow[]; next: number | null }>

/** Whether a correction touches that cell. */
const touches = ({ column, row, from }: Correction, one: CheckedRow) =>
  !one.isUnread && (row === undefined ? (one.cells[column] ?? '') === (from ?? '') : one.row === row)

const corrected = (row: CheckedRow, { column, to }: Correction): CheckedRow => ({
  ...row,
  cells: row.cells.map((cell, at) => (at === column ? to : cell)),
  corrected: [...new Set([...row.corrected, column])],
  problems: row.problems.filter(({ columnIndex }) => columnIndex !== column),
  outcome: null,
})

/**
 * Corrections and skips, kept beside the file: shown at once, the last ones taken back one by one. `stamp` moves with
 * each, so that the rows are checked again once no more come.
 */
export function useCorrections(run: ImportRun) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const params = { id: run.id }
  const [stamp, setStamp] = useState(0)
  const done = useRef<(() => Promise<unknown>)[]>([])
  /** What the last change of many rows did, while it can be taken back. */
  const [said, setSaid] = useState<string | null>(null)

  const patch = (change: (row: CheckedRow) => CheckedRow) =>
    client.setQueriesData<Pages>({ queryKey: rowsKey(run.id) }, (pages) =>
      pages ? { ...pages, pages: pages.pages.map((page) => ({ ...page, rows: page.rows.map(change) })) } : pages,
    )
  const touched = () => {
    client.setQueryData<ImportRun>(importKey(run.id), (known) => known && { ...known, isStale: true })
    setStamp((count) => count + 1)
  }
  const reread = () => void client.invalidateQueries({ queryKey: rowsKey(run.id) })

  const correction = useMutation({
    mutationFn: (one: Correction) =>
      call(correctImport, {
        params,
        body: { column: one.column, to: one.to, ...(one.row === undefined ? { from: one.from } : { row: one.row }) },
      }),
    onMutate: (one) => patch((row) => (touches(one, row) ? corrected(row, one) : row)),
    onSuccess: touched,
    onError: (problem) => {
      notifyProblem(problem)
      reread()
    },
  })
  const skipping = useMutation({
    mutationFn: (body: { isSkipped: boolean; rows?: number[]; severity?: 'red'; code?: string }) =>
      call(skipImportRows, { params, body }),
    onMutate: ({ isSkipped, rows }) => patch((row) => (rows?.includes(row.row) ? { ...row, isSkipped } : row)),
    onSuccess: (_, { rows }) => {
      touched()
      if (!rows) reread()
    },
    onError: (problem) => {
      notifyProblem(problem)
      reread()
    },
  })

  const choosing = useMutation({
    mutationFn: (body: { row: number; record: number | null }) => call(chooseImportRecord, { params, body }),
    onSuccess: touched,
    onError: notifyProblem,
  })
  const accepting = useMutation({
    mutationFn: (body: { code: string; columnIndex: number | null; isAccepted: boolean }) =>
      call(acceptImportProblems, { params, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...queryKeys.imports, run.id] }),
    onError: notifyProblem,
  })

  const remember = (undo: () => Promise<unknown>) => done.current.push(undo)
  const undo = () => {
    setSaid(null)
    void done.current.pop()?.()
  }

  const correct = (one: Correction) => {
    setSaid(null)
    remember(() => correction.mutateAsync({ ...one, from: one.to, to: one.from }))
    correction.mutate(one)
  }
  const replaceAll = (one: Correction) => {
    const back = () => correction.mutateAsync({ ...one, from: one.to, to: one.from })
    remember(back)
    correction.mutate(one, {
      onSuccess: ({ rows }) => setSaid(t('imports.check.replaced', { count: rows })),
    })
  }
  /** The row updates that record in place of creating one; null: it is as its keys say again. */
  const choose = ({ row, line, choice }: CheckedRow, record: number | null) => {
    setSaid(null)
    remember(() => choosing.mutateAsync({ row, record: choice?.id ?? null }))
    choosing.mutate(
      { row, record },
      { onSuccess: () => setSaid(record === null ? null : t('imports.check.chosen', { row: line })) },
    )
  }
  const skip = (rows: number[], isSkipped: boolean) => {
    remember(() => skipping.mutateAsync({ rows, isSkipped: !isSkipped }))
    skipping.mutate({ rows, isSkipped })
  }
  const takeAllBack = () => {
    setSaid(null)
    skipping.mutate({ isSkipped: false })
  }
  const skipKind = (which: { severity?: 'red'; code?: string }) => {
    const back = () => skipping.mutateAsync({ ...which, isSkipped: false })
    remember(back)
    skipping.mutate(
      { ...which, isSkipped: true },
      { onSuccess: ({ rows }) => setSaid(t('imports.check.skippedRows', { count: rows })) },
    )
  }
  return {
    correct,
    replaceAll,
    skip,
    skipKind,
    takeAllBack,
    choose,
    accept: accepting.mutate,
    undo,
    said,
    stamp,
    isSending: correction.isPending || skipping.isPending || choosing.isPending,
  }
}

export type Corrections = ReturnType<typeof useCorrections>
