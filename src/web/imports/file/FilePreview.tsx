import { useTranslation } from 'react-i18next'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import type { usePreview } from './use-preview.ts'
import classes from './file.module.css'

/** The titles and first rows of the file, as they are read. */
export function FilePreview({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const { t } = useTranslation()
  const { data, error, isPlaceholderData } = preview
  if (error && !data) return <ProblemBanner problem={error} />
  return (
    <>
      <div className={classes['previewHead']}>
        <h3 className={classes['previewTitle']}>{t('imports.file.preview')}</h3>
        <span className={classes['quiet']}>
          {data ? `${t('imports.file.columns', { count: data.headers.length })} · ` : ''}
          {t('imports.file.previewText')}
        </span>
      </div>
      {error ? <ProblemBanner problem={error} /> : null}
      {data && !error ? (
        <section
          className={classes['preview']}
          data-stale={isPlaceholderData || undefined}
          aria-label={t('imports.file.preview')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>
                <th scope="col" className={classes['number']}>
                  {t('imports.file.line')}
                </th>
                {data.headers.map((header, column) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a column is its place
                  <th key={column} scope="col" title={header}>
                    {header || <span className={classes['faint']}>{t('imports.file.untitled')}</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((cells, row) => (
                // oxlint-disable-next-line react/no-array-index-key -- a row is its place
                <tr key={row}>
                  <th scope="row" className={classes['number']}>
                    {data.rowNumbers[row]}
                  </th>
                  {data.headers.map((_, column) => (
                    // oxlint-disable-next-line react/no-array-index-key
                    <td key={column} title={cells[column]}>
                      {cells[column]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {!data && !error ? <SkeletonLines count={8} height={16} /> : null}
    </>
  )
}
