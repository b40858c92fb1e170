import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconColumns3, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { columnPaths, type FieldPath } from '../../fields/field-paths.ts'
import { usePathLabel } from '../../fields/use-path-label.ts'
import classes from './RecordList.module.css'

type Props = {
  entity: ListEntity
  shown: readonly FieldPath[]
  onChange: (paths: readonly string[]) => void
  onReset: () => void
}

/** Which columns a list shows, and in what order. */
export function ColumnPicker({ entity, shown, onChange, onReset }: Props) {
  const { t } = useTranslation()
  const labelOf = usePathLabel(entity)
  const [text, setText] = useState('')
  const wanted = matchText(text)
  const paths = shown.map(({ path }) => path)
  const fits = (one: FieldPath) => matchText(labelOf(one)).includes(wanted)
  const hidden = columnPaths(entity).filter((one) => !paths.includes(one.path) && fits(one))

  const move = (path: string, step: number) => {
    const at = paths.indexOf(path)
    const next = paths.filter((one) => one !== path)
    next.splice(at + step, 0, path)
    onChange(next)
  }

  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} stroke={1.7} />} className={classes['onlyWide']}>
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className={classes['pickerSearch']}>
          <TextInput
            placeholder={t('list.columnsSearch')}
            aria-label={t('list.columnsSearch')}
            leftSection={<IconSearch size={15} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <div className={classes['pickerList']}>
          <p className={classes['pickerHeading']}>{t('list.columnsShown')}</p>
          {shown.filter(fits).map((one) => (
            <div key={one.path} className={classes['pickerLine']}>
              <Checkbox
                className={classes['pickerLabel']}
                label={labelOf(one)}
                checked
                disabled={paths.length === 1}
                onChange={() => onChange(paths.filter((path) => path !== one.path))}
              />
              <ActionIcon
                size={24}
                aria-label={`${t('common.moveUp')} : ${labelOf(one)}`}
                disabled={paths[0] === one.path}
                onClick={() => move(one.path, -1)}
              >
                <IconChevronUp size={15} />
              </ActionIcon>
              <ActionIcon
                size={24}
                aria-label={`${t('common.moveDown')} : ${labelOf(one)}`}
                disabled={paths.at(-1) === one.path}
                onClick={() => move(one.path, 1)}
              >
                <IconChevronDown size={15} />
              </ActionIcon>
            </div>
          ))}
          {hidden.length > 0 ? <p className={classes['pickerHeading']}>{t('list.columnsHidden')}</p> : null}
          {hidden.map((one) => (
            <div key={one.path} className={classes['pickerLine']}>
              <Checkbox
                className={classes['pickerLabel']}
                label={labelOf(one)}
                checked={false}
                onChange={() => onChange([...paths, one.path])}
              />
            </div>
          ))}
        </div>
        <Button variant="subtle" color="gray" size="compact-sm" mt={6} onClick={onReset}>
          {t('list.columnsReset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
