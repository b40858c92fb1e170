import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import classes from './Administration.module.css'

type Props<T> = {
  title: string
  /** What the settings are for. */
  text: string
  settings: UseQueryResult<T>
  /** Shown once they are read; made anew, with its fields, when they change. */
  children: (settings: T) => ReactNode
  /** Below, whether or not they are read. */
  foot?: ReactNode
}

/** A page of settings that are read, then changed as a whole. */
export function SettingsPage<T>({ title, text, settings, children, foot }: Props<T>) {
  return (
    <>
      <PageHeader title={title} />
      <PageBody width="narrow">
        <p className={classes['text']}>{text}</p>
        <ProblemBanner problem={settings.error} onRetry={() => void settings.refetch()} />
        {settings.data ? children(settings.data) : <SkeletonLines count={5} height={20} />}
        {foot}
      </PageBody>
    </>
  )
}
