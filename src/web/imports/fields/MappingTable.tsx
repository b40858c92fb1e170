import { useSessionStorage } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notifyDone } from '../../design/notify.tsx'
import { useImport } from '../import-context.ts'
import { MappingRow } from './MappingRow.tsx'
import { MappingToolbar } from './MappingToolbar.tsx'
import { countKeys, maxKeys, withColumn, withTarget } from './mapping.ts'
import { useTargetOptions } from './use-target-options.ts'
import classes from './fields.module.css'

/** One line a column of the file: what it feeds, whether it is a key, what an update does, how it is written. */
export function MappingTable() {
  const { t } = useTranslation()
  const { run, change } = useImport()
  const { settings, columns } = run
  const { groups, labelOf } = useTargetOptions(run.entity)
  const [chosen, setChosen] = useSessionStorage<number[]>({ key: `rafale-import-${run.id}-chosen`, defaultValue: [] })
  const [isShort, setShort] = useState(false)
  const [isFull, setFull] = useState(false)
  const headerOf = (column: number) => columns[column]?.header || t('imports.file.untitled')
  const usedBy = new Map(
    settings.columns.flatMap(({ target, column }) => (target === null ? [] : [[target, headerOf(column)]])),
  )

  const setTarget = (column: number, target: string | null) => {
    const other = settings.columns.find((one) => target !== null && one.target === target && one.column !== column)
    change((current) => withTarget(current, { entity: run.entity, column, target }))
    setChosen((known) => [...new Set([...known, column, ...(other ? [other.column] : [])])])
    setFull(false)
    if (other && target) {
      notifyDone({ message: t('imports.fields.moved', { header: headerOf(other.column), field: labelOf(target) }) })
    }
  }
  const toggleKey = (column: number, isKey: boolean) => {
    const isOneTooMany = !isKey && countKeys(settings) >= maxKeys
    setFull(isOneTooMany)
    if (!isOneTooMany) change((current) => withColumn(current, column, { isKey: !isKey }))
  }
  const hasPolicies = settings.mode !== 'add'
  const shown = settings.columns.filter(({ target }) => !isShort || target !== null)

  return (
    <>
      <MappingToolbar isShort={isShort} onShort={setShort} isFull={isFull} />
      <div className={classes['frame']}>
        <table className={classes['table']} aria-label={t('imports.fields.label')}>
          <thead>
            <tr>
              <th scope="col">{t('imports.fields.column')}</th>
              <th scope="col">{t('imports.fields.target')}</th>
              <th scope="col" className={classes['keyCell']}>
                {t('imports.fields.key')}
              </th>
              {hasPolicies ? <th scope="col">{t('imports.fields.policy')}</th> : null}
              <th scope="col">{t('imports.fields.format')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((mapping) => {
              const column = columns[mapping.column]
              return column ? (
                <MappingRow
                  key={mapping.column}
                  entity={run.entity}
                  column={column}
                  mapping={mapping}
                  groups={groups}
                  usedBy={usedBy}
                  isChosen={chosen.includes(mapping.column)}
                  hasPolicies={hasPolicies}
                  onTarget={(target) => setTarget(mapping.column, target)}
                  onKey={() => toggleKey(mapping.column, mapping.isKey)}
                  onChange={(part) => change((current) => withColumn(current, mapping.column, part))}
                />
              ) : null
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
