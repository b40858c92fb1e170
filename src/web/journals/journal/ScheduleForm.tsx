import { Button, Radio, Stack } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../texts/use-language.ts'
import classes from './Journal.module.css'

type Props = { isBusy: boolean; onSchedule: (at: string, ifMoved: 'stop' | 'go') => void; onCancel: () => void }

/** Tomorrow at six in the morning, local time. */
function tomorrow(): string {
  const day = new Date(Date.now() + 86_400_000)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())} 06:00:00`
}

/** When a journal is to be validated, and what then if the base moved. */
export function ScheduleForm({ isBusy, onSchedule, onCancel }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [moment, setMoment] = useState(tomorrow)
  const [ifMoved, setIfMoved] = useState<'stop' | 'go'>('stop')
  const says = 'journals.schedule'
  return (
    <form
      className={classes['schedule']}
      onSubmit={(event) => {
        event.preventDefault()
        onSchedule(new Date(moment.replace(' ', 'T')).toISOString(), ifMoved)
      }}
    >
      <Stack gap="sm">
        <DateTimePicker
          label={t(`${says}.at`)}
          required
          valueFormat={language === 'fr' ? 'DD/MM/YYYY HH:mm' : 'YYYY-MM-DD HH:mm'}
          value={moment}
          onChange={(value) => setMoment(value ?? '')}
        />
        <Radio.Group
          label={t(`${says}.ifMoved`)}
          value={ifMoved}
          onChange={(value) => setIfMoved(value === 'go' ? 'go' : 'stop')}
        >
          <Stack gap={6} mt={6}>
            <Radio size="sm" value="stop" label={t(`${says}.stop`)} />
            <Radio size="sm" value="go" label={t(`${says}.go`)} />
          </Stack>
        </Radio.Group>
        <div className={classes['scheduleFoot']}>
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={moment === ''}>
            {t(`${says}.action`)}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
