import { Button, CopyButton, Group, Stack, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from '../Administration.module.css'

/** A link that could not be mailed, to copy and hand over. */
export function LinkBox({ path, name }: { path: string; name: string }) {
  const { t } = useTranslation()
  const link = `${window.location.origin}${path}`
  return (
    <Stack gap="xs">
      <p className={classes['text']}>{t('administration.users.linkText', { name })}</p>
      <TextInput
        label={t('administration.users.linkTitle')}
        value={link}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end">
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {copied ? t('administration.users.copied') : t('administration.users.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  )
}
