import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../texts/use-language.ts'
import { useAddValue } from './use-add-value.ts'
import classes from './inputs.module.css'

type Props = { country: string | undefined; isOpen: boolean; onClose: () => void; onAdded: (id: number) => void }

/** Adds a province or state under the country of the address (CO-3). */
export function ProvinceDialog({ country, isOpen, onClose, onAdded }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const add = useAddValue()
  const form = useForm({ initialValues: { code: '', label: '' } })
  const countryName = country ? new Intl.DisplayNames(language, { type: 'region' }).of(country) : undefined

  const submit = (values: { code: string; label: string }) => {
    if (!country) return
    add.mutate(
      { list: 'province', country, ...values },
      {
        onSuccess: (added) => {
          onAdded(added.id)
          form.reset()
          onClose()
        },
      },
    )
  }

  return (
    <Modal opened={isOpen} onClose={onClose} title={t('fields.province.title')} size="sm">
      {country ? (
        <form
          onSubmit={(event) => {
            // The dialog stands in the record's form, which must not hear of this.
            event.stopPropagation()
            form.onSubmit(submit)(event)
          }}
        >
          <Stack>
            <span className={classes['muted']}>{t('fields.province.country', { country: countryName })}</span>
            <TextInput
              label={t('fields.province.code')}
              required
              maxLength={10}
              data-autofocus
              {...form.getInputProps('code')}
            />
            <TextInput label={t('fields.province.name')} required maxLength={100} {...form.getInputProps('label')} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={add.isPending}>
                {t('common.add')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        t('fields.province.chooseCountry')
      )}
    </Modal>
  )
}
