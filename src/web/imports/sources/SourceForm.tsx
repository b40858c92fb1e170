import { Button, Stack, TextInput } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  changeImportSource,
  createImportSource,
  type ImportSource,
} from '../../../shared/contract/import-source.contract.ts'
import { call } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { Card } from '../../design/Card.tsx'
import { LinkButton } from '../../design/LinkButton.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useSignedInUser } from '../../session/use-session.ts'
import { ContentFields } from './ContentFields.tsx'
import { LimitFields } from './LimitFields.tsx'
import { PeopleFields } from './PeopleFields.tsx'
import { PlaceFields } from './PlaceFields.tsx'
import { ScheduleFields } from './ScheduleFields.tsx'
import { sourcesKey } from './source-queries.ts'
import { toBody, toValues, type SourceValues } from './source-values.ts'
import classes from './sources.module.css'

export type SourceFormState = UseFormReturnType<SourceValues>
export type FieldsProps = { form: SourceFormState; source: ImportSource | undefined }

type Props = { source: ImportSource | undefined; onSaved: (saved: ImportSource) => void }

/** Everything a source is, in five blocks; what cannot work is told by the server in the words of its errors. */
export function SourceForm({ source, onSaved }: Props) {
  const { t } = useTranslation()
  const user = useSignedInUser()
  const form = useForm<SourceValues>({ initialValues: toValues(source, user.id) })
  const save = useAct(
    (values: SourceValues) =>
      source
        ? call(changeImportSource, { params: { id: source.id }, body: toBody(values) })
        : call(createImportSource, { body: toBody(values) }),
    {
      stale: [sourcesKey],
      isProblemShown: true,
      said: ({ place }) => t(place.kind === 'sftp' && place.hostKey === null ? 'sources.savedTest' : 'sources.saved'),
      onDone: onSaved,
    },
  )
  const { name, kind, host, user: account, mapping } = form.values
  const isComplete = name.trim() !== '' && mapping !== null && (kind === 'folder' || (host !== '' && account !== ''))
  return (
    <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <TextInput label={t('sources.field.name')} required maxLength={100} {...form.getInputProps('name')} />
        <Card title={t('sources.card.place')}>
          <PlaceFields form={form} source={source} />
        </Card>
        <Card title={t('sources.card.what')}>
          <ContentFields form={form} source={source} />
        </Card>
        <Card title={t('sources.card.when')}>
          <ScheduleFields form={form} source={source} />
        </Card>
        <Card title={t('sources.card.limits')}>
          <LimitFields form={form} source={source} />
        </Card>
        <Card title={t('sources.card.who')}>
          <PeopleFields form={form} source={source} />
        </Card>
        <ProblemBanner problem={save.error} />
        <div className={classes['foot']}>
          {source ? (
            <LinkButton to="/imports/sources/$id" params={{ id: String(source.id) }} variant="default">
              {t('common.cancel')}
            </LinkButton>
          ) : (
            <LinkButton to="/imports/sources" variant="default">
              {t('common.cancel')}
            </LinkButton>
          )}
          <Button type="submit" loading={save.isPending} disabled={!isComplete}>
            {t('common.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
