import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SystemState } from '../../../shared/contract/system.contract.ts'
import { Card } from '../../design/Card.tsx'
import { useCan } from '../../session/use-session.ts'
import classes from './system.module.css'

type Props = { companies: SystemState['sampleData'][number]['companies']; onRemove: () => void }

/** Sample data, to be taken away as any other change set is undone. */
export function SampleDataCard({ companies, onRemove }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  return (
    <Card title={t('system.sample')}>
      <Group justify="space-between">
        <span className={classes['text']}>{t('system.sampleText', { count: companies })}</span>
        {can('changeSet.undo') ? (
          <Button variant="default" onClick={onRemove}>
            {t('system.sampleRemove')}
          </Button>
        ) : null}
      </Group>
    </Card>
  )
}
