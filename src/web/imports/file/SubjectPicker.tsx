import { Radio } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listEntity, type ListEntity } from '../../../shared/contract/record.contract.ts'
import classes from './file.module.css'

/** What each row of the file is: a company or a contact; said before the file is sent, for its columns are read so. */
export function SubjectPicker({ entity }: { entity: ListEntity }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Radio.Group
      label={t('imports.file.subject')}
      value={entity}
      onChange={(value) => {
        const chosen = listEntity.parse(value)
        void navigate({ to: '/imports/new', search: chosen === 'company' ? {} : { entity: chosen }, replace: true })
      }}
    >
      <div className={classes['modes']}>
        {listEntity.options.map((one) => (
          <Radio.Card key={one} value={one} className={classes['mode']}>
            <Radio.Indicator size="xs" mt={2} />
            <span>
              <span className={classes['modeName']}>{t(`importOf.${one}.rows`)}</span>
              <span className={classes['modeText']}>{t(`importOf.${one}.rowsText`)}</span>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
