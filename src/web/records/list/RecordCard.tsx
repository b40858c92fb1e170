import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { ListEntity, ListRow } from '../../../shared/contract/record.contract.ts'
import { FieldText } from '../../fields/FieldText.tsx'
import { Portrait } from '../../fields/Portrait.tsx'
import { useValueText, type References } from '../../fields/use-value-text.ts'
import { recordRoute } from '../record-paths.ts'
import classes from './RecordList.module.css'

/** What a card shows of each entity, beside its name. */
const cardPaths: Record<ListEntity, { name: string[]; aside: string; under: string[] }> = {
  company: { name: ['name'], aside: 'salesStatus', under: ['code', 'address.city', 'phoneMain'] },
  contact: { name: ['lastName', 'firstName'], aside: 'phoneMobile', under: ['position', 'company'] },
}

/** The columns that cards need, whatever columns are chosen. */
export const cardColumns = (entity: ListEntity): string[] => {
  const { name, aside, under } = cardPaths[entity]
  return [...name, aside, ...under, ...(entity === 'contact' ? ['photo'] : [])]
}

const fieldAt = (entity: ListEntity, path: string) =>
  path.startsWith('address.') ? fieldOf('address', path.slice(8)) : fieldOf(entity, path)

type Props = { entity: ListEntity; row: ListRow; references: References }

/** A record on a narrow screen. */
export function RecordCard({ entity, row, references }: Props) {
  const { t } = useTranslation()
  const textOf = useValueText()
  const { name, aside, under } = cardPaths[entity]
  const said = (path: string) => textOf(fieldAt(entity, path), row.values[path], references)
  const lines = (
    <div className={classes['card']}>
      <div className={classes['cardLine']}>
        <Link to={recordRoute(entity)} params={{ id: String(row.id) }} className={classes['name']}>
          {name.map(said).filter(Boolean).join(' ') || '—'}
        </Link>
        {row.isRestricted ? <IconLock size={14} className={classes['lock']} aria-label={t('list.restricted')} /> : null}
      </div>
      <div className={classes['cardLine']}>
        <span className={classes['cardQuiet']}>{under.map(said).filter(Boolean).join(' · ')}</span>
        <span className={classes['cardQuiet']}>
          <FieldText field={fieldAt(entity, aside)} value={row.values[aside]} references={references} />
        </span>
      </div>
    </div>
  )
  if (entity === 'company') return lines
  return (
    <div className={classes['person']}>
      <Portrait name={['firstName', 'lastName'].map(said).join(' ').trim()} photo={row.values['photo']} size={36} />
      {lines}
    </div>
  )
}
