import {
  Alert,
  Button,
  Checkbox,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listWatchFolders } from '../../../shared/contract/import-source.contract.ts'
import { call } from '../../api/call.ts'
import type { FieldsProps } from './SourceForm.tsx'
import { sourcesKey } from './source-queries.ts'
import classes from './sources.module.css'

const kinds = ['folder', 'sftp'] as const

/** Where the files are: one of the folders that the operator opened, or a directory of an SFTP server. */
export function PlaceFields({ form, source }: FieldsProps) {
  const { t } = useTranslation()
  const { kind } = form.values
  return (
    <div className={classes['columns']}>
      <SegmentedControl
        className={classes['wide']}
        aria-label={t('sources.field.kind')}
        data={kinds.map((value) => ({ value, label: t(`sources.${value}`) }))}
        value={kind}
        onChange={(value) => form.setFieldValue('kind', kinds.find((one) => one === value) ?? 'folder')}
      />
      {kind === 'folder' ? <FolderFields form={form} source={source} /> : <SftpFields form={form} source={source} />}
    </div>
  )
}

function FolderFields({ form }: FieldsProps) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: [...sourcesKey, 'folders'],
    queryFn: ({ signal }) => call(listWatchFolders, { signal }),
  })
  if (data && !data.isSet) {
    return (
      <Alert className={classes['wide']} color="yellow" variant="light">
        {t('sources.field.pathNone')}
      </Alert>
    )
  }
  const { path } = form.values
  const folders = [...new Set(['', ...(data?.folders ?? []), path])]
  return (
    <Select
      className={classes['wide']}
      label={t('sources.field.path')}
      description={t('sources.field.pathHelp')}
      required
      searchable
      allowDeselect={false}
      data={folders.map((value) => ({ value: `/${value}`, label: value || t('sources.rootFolder') }))}
      value={`/${path}`}
      onChange={(value) => form.setFieldValue('path', (value ?? '/').slice(1))}
    />
  )
}

function SftpFields({ form, source }: FieldsProps) {
  const { t } = useTranslation()
  const { hostKey, access } = form.values
  const kept = (kind: 'password' | 'key') => (source?.secret === kind ? t('sources.field.kept') : '')
  return (
    <>
      <TextInput
        label={t('sources.field.host')}
        required
        placeholder="sftp.exemple.fr"
        {...form.getInputProps('host')}
      />
      <NumberInput
        label={t('sources.field.port')}
        required
        min={1}
        max={65_535}
        hideControls
        {...form.getInputProps('port')}
      />
      <TextInput label={t('sources.field.user')} required autoComplete="off" {...form.getInputProps('user')} />
      <TextInput label={t('sources.field.directory')} required {...form.getInputProps('directory')} />
      <Select
        label={t('sources.field.access')}
        allowDeselect={false}
        data={(['password', 'key'] as const).map((value) => ({ value, label: t(`sources.access.${value}`) }))}
        {...form.getInputProps('access')}
      />
      {access === 'password' ? (
        <PasswordInput
          label={t('sources.field.password')}
          placeholder={kept('password')}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      ) : (
        <>
          <PasswordInput
            label={t('sources.field.passphrase')}
            autoComplete="new-password"
            {...form.getInputProps('passphrase')}
          />
          <Textarea
            className={classes['wide']}
            label={t('sources.field.privateKey')}
            description={t('sources.field.privateKeyHelp')}
            placeholder={kept('key')}
            autosize
            minRows={3}
            maxRows={8}
            spellCheck={false}
            {...form.getInputProps('privateKey')}
          />
        </>
      )}
      <div className={`${classes['hostKey']} ${classes['wide']}`}>
        <span className={classes['quiet']}>{t('sources.field.hostKey')}</span>
        {hostKey === null ? (
          <span>{t('sources.field.hostKeyNone')}</span>
        ) : (
          <>
            <code className={classes['mono']}>{hostKey}</code>
            <Button variant="default" size="compact-sm" onClick={() => form.setFieldValue('hostKey', null)}>
              {t('sources.field.hostKeyForget')}
            </Button>
          </>
        )}
      </div>
      <Checkbox
        className={classes['wide']}
        label={t('sources.field.moves')}
        description={t('sources.field.movesHelp')}
        {...form.getInputProps('moves', { type: 'checkbox' })}
      />
    </>
  )
}
