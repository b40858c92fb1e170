import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { ListName } from '../../../shared/catalogue/field.ts'
import { addListValue, changeListValue, type ListValue } from '../../../shared/contract/reference.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useLanguage } from '../../texts/use-language.ts'

type Props = {
  value: ListValue | undefined
  list: ListName
  country: string | null
  others: readonly ListValue[]
  onClose: () => void
}
type Values = { fr: string; en: string; code: string; parentId: string | null }

/** Names a value in both languages, gives it a code and a place in the tree. */
export function ValueDialog({ value, list, country, others, onClose }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const form = useForm<Values>({
    initialValues: {
      fr: value?.label.fr ?? '',
      en: value?.label.en ?? '',
      code: value?.code ?? '',
      parentId: value?.parentId ? String(value.parentId) : null,
    },
  })
  const save = useAct(
    async ({ fr, en, code, parentId }: Values) => {
      const parent = parentId === null ? null : Number(parentId)
      const label = { fr, en: en || fr }
      if (value) return call(changeListValue, { params: { id: value.id }, body: { label, code, parentId: parent } })
      const added = await call(addListValue, {
        body: {
          list,
          label: fr,
          ...(code ? { code } : {}),
          ...(parent === null ? {} : { parentId: parent }),
          ...(country === null ? {} : { country }),
        },
      })
      return en && en !== fr ? call(changeListValue, { params: { id: added.id }, body: { label } }) : added
    },
    {
      stale: [queryKeys.lists],
      isProblemShown: true,
      said: ({ label }) => t('administration.lists.saved', { name: label[language] }),
      onDone: onClose,
    },
  )
  const parents = others.filter(({ id, isArchived }) => id !== value?.id && !isArchived)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(value ? 'administration.lists.edit' : 'administration.lists.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <ProblemBanner problem={save.error} />
          <TextInput
            label={t('administration.lists.labelFr')}
            required
            maxLength={200}
            data-autofocus
            {...form.getInputProps('fr')}
          />
          <TextInput label={t('administration.lists.labelEn')} maxLength={200} {...form.getInputProps('en')} />
          <TextInput
            label={t('administration.lists.code')}
            description={t('administration.lists.codeHelp')}
            required={value !== undefined}
            maxLength={50}
            {...form.getInputProps('code')}
          />
          {list === 'province' ? null : (
            <Select
              label={t('administration.lists.parent')}
              placeholder={t('common.none')}
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear') }}
              searchable
              data={parents.map(({ id, label }) => ({ value: String(id), label: label[language] }))}
              {...form.getInputProps('parentId')}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={form.values.fr.trim() === ''}>
              {t(value ? 'common.save' : 'administration.lists.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
