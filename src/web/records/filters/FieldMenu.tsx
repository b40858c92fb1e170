import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { filterPaths, type FieldPath } from '../../fields/field-paths.ts'
import { usePathLabel } from '../../fields/use-path-label.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from './filters.module.css'

/** The fields a list can be filtered on, by whose they are; searched by typing, Enter takes the first. */
export function FieldMenu({ entity, onChoose }: { entity: ListEntity; onChoose: (one: FieldPath) => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const labelOf = usePathLabel(entity)
  const [text, setText] = useState('')
  const wanted = matchText(text)
  const found = filterPaths(entity).filter((one) => matchText(labelOf(one)).includes(wanted))
  const groups = [
    { owner: entity, title: null },
    { owner: 'address', title: t('list.address') },
    ...(entity === 'contact' ? [{ owner: 'company', title: t('list.companyOfContact') }] : []),
  ]

  return (
    <>
      <TextInput
        data-autofocus
        placeholder={t('filters.chooseField')}
        aria-label={t('filters.chooseField')}
        leftSection={<IconSearch size={15} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) onChoose(found[0])
        }}
      />
      <div className={classes['fields']}>
        {groups.map(({ owner, title }) => {
          const ofGroup = found.filter((one) => one.owner === owner)
          return ofGroup.length === 0 ? null : (
            <div key={owner} style={{ display: 'contents' }}>
              {title ? <p className={classes['fieldGroup']}>{title}</p> : null}
              {ofGroup.map((one) => (
                <button key={one.path} type="button" className={classes['field']} onClick={() => onChoose(one)}>
                  {one.field.label[language]}
                </button>
              ))}
            </div>
          )
        })}
        {found.length === 0 ? <p className={classes['fieldGroup']}>{t('filters.noField')}</p> : null}
      </div>
    </>
  )
}
