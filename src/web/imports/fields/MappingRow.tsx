import { useTranslation } from 'react-i18next'
import type { ColumnMapping, ImportRun } from '../../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { KeyToggle } from './KeyToggle.tsx'
import { takesKnownValues } from './mapping.ts'
import { ValuesButton } from './ValuesButton.tsx'
import { NotationSelect } from './NotationSelect.tsx'
import { PolicySelect } from './PolicySelect.tsx'
import { TargetSelect } from './TargetSelect.tsx'
import type { TargetGroup } from './use-target-options.ts'
import classes from './fields.module.css'

type Props = {
  entity: ListEntity
  column: ImportRun['columns'][number]
  mapping: ColumnMapping
  groups: readonly TargetGroup[]
  usedBy: ReadonlyMap<string, string>
  /** The target was chosen here: how sure the guess was no longer matters. */
  isChosen: boolean
  hasPolicies: boolean
  onTarget: (target: string | null) => void
  onKey: () => void
  onChange: (part: Partial<ColumnMapping>) => void
}

/** One column of the file: header, samples, what it feeds and how. */
export function MappingRow(props: Props) {
  const { entity, column, mapping, groups, usedBy, isChosen, hasPolicies } = props
  const { t } = useTranslation()
  const header = column.header || t('imports.file.untitled')
  const confidence = isChosen || mapping.target === null ? 'none' : column.confidence
  return (
    <tr className={classes['row']} data-ignored={mapping.target === null || undefined}>
      <th scope="row" className={classes['column']}>
        <span className={classes['header']}>
          <span>{header}</span>
          {confidence === 'none' ? null : (
            <span className={classes['confidence']} data-confidence={confidence}>
              {t(`imports.fields.${confidence}`)}
            </span>
          )}
        </span>
        <span className={classes['samples']} title={column.samples.join('\n')}>
          {column.samples.length > 0 ? column.samples.join(' · ') : t('imports.fields.noSample')}
        </span>
      </th>
      <td className={classes['target']}>
        <TargetSelect
          header={header}
          target={mapping.target}
          groups={groups}
          usedBy={usedBy}
          onChange={props.onTarget}
        />
      </td>
      <td className={classes['keyCell']}>
        <KeyToggle
          entity={entity}
          header={header}
          target={mapping.target}
          isKey={mapping.isKey}
          onToggle={props.onKey}
        />
      </td>
      {hasPolicies ? (
        <td className={classes['policy']}>
          <PolicySelect
            entity={entity}
            header={header}
            mapping={mapping}
            onChange={(policy) => props.onChange({ policy })}
          />
        </td>
      ) : null}
      <td className={classes['format']}>
        <NotationSelect column={column} mapping={mapping} onChange={props.onChange} />
        {takesKnownValues(mapping.target) ? (
          <ValuesButton column={column} mapping={mapping} onChange={props.onChange} />
        ) : null}
      </td>
    </tr>
  )
}
