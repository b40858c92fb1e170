import { Button, Group, NumberInput, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { saveBackupSettings, type BackupList } from '../../../shared/contract/backup.contract.ts'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { Card } from '../../design/Card.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { backupsKey } from './system-queries.ts'
import classes from './system.module.css'

/** Whether a backup is made every day, when, and how many are kept. */
export function DailyBackupCard({ list: { settings, timeZone, nextAt } }: { list: BackupList }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const form = useForm<{ isDaily: boolean; at: string; keep: number | string }>({ initialValues: settings })
  const save = useAct(
    ({ isDaily, at, keep }: typeof form.values) =>
      call(saveBackupSettings, { body: { isDaily, at, keep: Number(keep) } }),
    { stale: [backupsKey], said: t('system.saved'), isProblemShown: true },
  )
  const { isDaily, at, keep } = form.values
  return (
    <Card title={t('system.auto')}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <Switch label={t('system.isDaily')} {...form.getInputProps('isDaily', { type: 'checkbox' })} />
          {isDaily ? (
            <div className={classes['columns']}>
              <TextInput
                type="time"
                label={t('system.at', { zone: timeZone })}
                required
                {...form.getInputProps('at')}
              />
              <NumberInput
                label={t('system.keep')}
                description={t('system.keepText')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                required
                min={1}
                max={365}
                allowDecimal={false}
                {...form.getInputProps('keep')}
              />
            </div>
          ) : null}
          <Group justify="space-between">
            <span className={classes['quiet']}>
              {nextAt !== null && !form.isDirty() ? t('system.next', { moment: formatMoment(nextAt, language) }) : ''}
            </span>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty() || at === '' || keep === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
