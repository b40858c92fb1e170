import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { defaultKeys } from '../../../shared/import/default-keys.ts'
import { useImport } from '../import-context.ts'
import { withKeys } from './mapping.ts'
import { mappingFaults, type MappingFault } from './mapping-faults.ts'
import { useTargetOptions } from './use-target-options.ts'
import classes from './fields.module.css'

/** What is missing before the rows can be checked, each with what to do; nothing when nothing is. */
export function FaultList() {
  const { t } = useTranslation()
  const { run } = useImport()
  const faults = mappingFaults(run)
  if (faults.length === 0) return null
  const say = ({ kind, column }: MappingFault) =>
    kind === 'name'
      ? t(`importOf.${run.entity}.nameMissing`)
      : t(`imports.fields.faults.${kind}`, { header: column === undefined ? '' : run.columns[column]?.header })
  return (
    <ul className={classes['faults']}>
      {faults.map((fault) => (
        <li key={`${fault.kind}-${fault.column}`}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>{say(fault)}</span>
          {fault.kind === 'key' ? <ProposedKeys /> : null}
        </li>
      ))}
    </ul>
  )
}

/** The keys that these columns would usually be matched by. */
function ProposedKeys() {
  const { t } = useTranslation()
  const { run, change } = useImport()
  const { labelOf } = useTargetOptions(run.entity)
  const keys = defaultKeys(run.entity, run.settings.columns)
  if (keys.length === 0) return null
  const fields = run.settings.columns
    .filter(({ column }) => keys.includes(column))
    .map(({ target }) => labelOf(target ?? ''))
    .join(' + ')
  return (
    <Button size="compact-sm" variant="default" onClick={() => change((current) => withKeys(current, keys))}>
      {t('imports.fields.proposeKeys', { fields })}
    </Button>
  )
}
