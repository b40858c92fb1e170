import { Button, Group, NumberInput, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getNumbering, saveNumbering, type Numbering } from '../../../shared/contract/reference.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { Card } from '../../design/Card.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import classes from '../Administration.module.css'
import { SettingsPage } from '../SettingsPage.tsx'

/** Automatic numbers of companies: on or off, and their pattern. */
export function NumberingPage() {
  const { t } = useTranslation()
  const numbering = useQuery({
    queryKey: queryKeys.numbering,
    queryFn: ({ signal }) => call(getNumbering, { signal }),
  })
  return (
    <SettingsPage
      title={t('administration.section.numbering')}
      text={t('administration.numbering.text')}
      settings={numbering}
    >
      {(read) => <NumberingForm key={JSON.stringify(read)} numbering={read} />}
    </SettingsPage>
  )
}

function NumberingForm({ numbering }: { numbering: Numbering & { example: string } }) {
  const { t } = useTranslation()
  const { isOn, prefix, digits, example } = numbering
  const form = useForm<Numbering>({ initialValues: { isOn, prefix, digits } })
  const save = useAct((body: Numbering) => call(saveNumbering, { body }), {
    stale: [queryKeys.numbering],
    isProblemShown: true,
    said: (saved) => t('administration.numbering.saved', { example: saved.example }),
  })
  const number = example.slice(prefix.length).replace(/^0+/, '')
  const shown = `${form.values.prefix.trim()}${number.padStart(form.values.digits || 1, '0')}`
  return (
    <Card title={t('administration.numbering.companies')}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <Switch label={t('administration.numbering.isOn')} {...form.getInputProps('isOn', { type: 'checkbox' })} />
          <div className={classes['columns']}>
            <TextInput
              label={t('administration.numbering.prefix')}
              maxLength={20}
              disabled={!form.values.isOn}
              {...form.getInputProps('prefix')}
            />
            <NumberInput
              label={t('administration.numbering.digits')}
              min={1}
              max={12}
              disabled={!form.values.isOn}
              {...form.getInputProps('digits')}
            />
          </div>
          <p className={classes['text']} aria-live="polite">
            {form.values.isOn
              ? t('administration.numbering.next', { example: shown })
              : t('administration.numbering.off')}
          </p>
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
