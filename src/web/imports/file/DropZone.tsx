import { Button } from '@mantine/core'
import { IconAlertTriangle, IconFileTypeCsv } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { UploadProgress } from './UploadProgress.tsx'
import type { Sending } from './use-upload.ts'
import classes from './file.module.css'

/** Where a file is dropped or chosen; while it is sent, how far it is; when it is refused, why. */
export function DropZone({ sending }: { sending: Sending }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const { file, state, problem, send } = sending

  if (file && state !== 'none') return <UploadProgress file={file} sending={sending} />
  return (
    <section className={classes['zone']} data-refused={problem !== null || undefined}>
      <span className={classes['sign']}>
        {problem ? <IconAlertTriangle size={22} aria-hidden /> : <IconFileTypeCsv size={22} stroke={1.6} aria-hidden />}
      </span>
      {problem ? (
        <div role="alert">
          <p className={classes['title']}>{t('imports.file.refused')}</p>
          <p className={classes['reason']}>
            {file ? <strong>{file.name}</strong> : null} {problem.message}
          </p>
        </div>
      ) : (
        <div>
          <p className={classes['title']}>{t('imports.file.drop')}</p>
          <p className={classes['quiet']}>{t('imports.file.dropText')}</p>
        </div>
      )}
      <Button onClick={() => input.current?.click()}>{t('imports.file.choose')}</Button>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('imports.file.choose')}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? []
          // The same file may be chosen again once it was mended.
          event.currentTarget.value = ''
          if (chosen) send(chosen)
        }}
      />
    </section>
  )
}
