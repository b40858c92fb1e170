import { Button, Group, Modal, Select, SegmentedControl, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  customFieldEntities,
  customFieldTabs,
  customFieldTargets,
  customFieldTypes,
  type CustomField,
} from '../../../shared/catalogue/custom-field.ts'
import { addCustomField, changeCustomField } from '../../../shared/contract/custom-field.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useLanguage } from '../../texts/use-language.ts'

type Values = Pick<CustomField, 'entity' | 'type' | 'tab' | 'target' | 'isRequired'> & {
  fr: string
  en: string
  helpFr: string
  helpEn: string
  list: string
}

const empty: Values = {
  entity: 'company',
  type: 'text',
  tab: 'details',
  target: null,
  isRequired: false,
  fr: '',
  en: '',
  helpFr: '',
  helpEn: '',
  list: '',
}

const valuesOf = ({ entity, type, tab, target, isRequired, label, help }: CustomField): Values => ({
  ...empty,
  entity,
  type,
  tab,
  target,
  isRequired,
  ...label,
  helpFr: help?.fr ?? '',
  helpEn: help?.en ?? '',
})

const targetsOf = (type: CustomField['type']) =>
  type === 'reference' || type === 'references' ? customFieldTargets[type] : []
const isChoice = (type: CustomField['type']) => type === 'choice' || type === 'choices'

function save(field: CustomField | undefined, values: Values) {
  const { entity, type, tab, isRequired } = values
  const label = { fr: values.fr, en: values.en || values.fr }
  const help = values.helpFr || values.helpEn ? { fr: values.helpFr, en: values.helpEn || values.helpFr } : null
  if (field) return call(changeCustomField, { params: { id: field.id }, body: { tab, isRequired, label, help } })
  const target = targetsOf(type).length > 0 ? (values.target ?? 'user') : null
  const lines = values.list
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return call(addCustomField, {
    body: { entity, type, tab, isRequired, label, help, target, values: isChoice(type) ? lines : [] },
  })
}

/** A field of one's own: made, or renamed, moved and explained; its type is chosen once. */
export function CustomFieldDialog({ field, onClose }: { field: CustomField | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const form = useForm<Values>({ initialValues: field ? valuesOf(field) : empty })
  const { type } = form.values
  const act = useAct((values: Values) => save(field, values), {
    stale: [queryKeys.customFields, queryKeys.lists],
    isProblemShown: true,
    said: ({ label }) => t('customFields.saved', { name: label[language] }),
    onDone: onClose,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(field ? 'customFields.edit' : 'customFields.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((values) => act.mutate(values))}>
        <Stack>
          <ProblemBanner problem={act.error} />
          {field ? null : (
            <SegmentedControl
              fullWidth
              aria-label={t('customFields.entity')}
              data={customFieldEntities.map((value) => ({ value, label: t(`customFields.entities.${value}`) }))}
              {...form.getInputProps('entity')}
            />
          )}
          <TextInput
            label={t('customFields.labelFr')}
            required
            maxLength={100}
            data-autofocus
            {...form.getInputProps('fr')}
          />
          <TextInput
            label={t('customFields.labelEn')}
            placeholder={form.values.fr}
            maxLength={100}
            {...form.getInputProps('en')}
          />
          {field ? null : (
            <Select
              label={t('customFields.type')}
              description={t('customFields.typeStays')}
              data={customFieldTypes.map((value) => ({ value, label: t(`customFields.types.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('type')}
            />
          )}
          {!field && targetsOf(type).length > 0 ? (
            <Select
              label={t('customFields.target')}
              data={targetsOf(type).map((value) => ({ value, label: t(`customFields.targets.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('target')}
              value={form.values.target ?? 'user'}
            />
          ) : null}
          {!field && isChoice(type) ? (
            <Textarea
              label={t('customFields.values')}
              description={t('customFields.valuesText')}
              autosize
              minRows={3}
              maxRows={10}
              {...form.getInputProps('list')}
            />
          ) : null}
          <Select
            label={t('customFields.tab')}
            data={customFieldTabs.map((value) => ({ value, label: t(`customFields.tabs.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('tab')}
          />
          <TextInput label={t('customFields.helpFr')} maxLength={500} {...form.getInputProps('helpFr')} />
          <TextInput label={t('customFields.helpEn')} maxLength={500} {...form.getInputProps('helpEn')} />
          <Switch label={t('customFields.isRequired')} {...form.getInputProps('isRequired', { type: 'checkbox' })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {t(field ? 'common.save' : 'customFields.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
