import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notifyProblem } from '../../design/notify.tsx'
import classes from './FileDrop.module.css'

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Makes the whole page take a dropped file; shows so while one is held above it. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation()
  const [isOver, setOver] = useState(false)
  const latest = useRef(onFile)
  useEffect(() => {
    latest.current = onFile
  })

  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      const [file] = files
      if (files.length > 1) notifyProblem(new Error(t('imports.file.onlyOne')))
      else if (file) latest.current(file)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragover', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragover', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [t])

  if (!isOver) return null
  return (
    <div className={classes['over']} aria-hidden>
      <div className={classes['sheet']}>
        <IconFileImport size={28} stroke={1.5} />
        {t('imports.file.dropNow')}
      </div>
    </div>
  )
}
