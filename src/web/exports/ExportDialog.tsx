import { Button, Checkbox, Group, Modal, MultiSelect, Radio, SegmentedControl, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createExport, type ExportFormat, type ExportRun } from '../../shared/contract/export.contract.ts'
import { call } from '../api/call.ts'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useLanguage } from '../texts/use-language.ts'
import { ExportProgress } from './ExportProgress.tsx'
import { useExport } from './use-export.ts'
import { firstForm, offeredColumns, requestOf, type Exported } from './export-form.ts'

type Props = { exported: Exported; isOpen: boolean; onClose: () => void }

/** Asks for the format and the columns, then makes the file: at once, or while one watches. */
export function ExportDialog({ exported, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const { entity, count } = exported
  const [underWay, setUnderWay] = useState<ExportRun>()
  const close = () => {
    setUnderWay(undefined)
    onClose()
  }
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      size={520}
      title={t(`exports.title.${entity}`, { count: count ?? 0 })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {underWay ? (
        <ExportProgress run={underWay} onClose={close} />
      ) : (
        <ExportFields exported={exported} onClose={close} onStarted={setUnderWay} />
      )}
    </Modal>
  )
}

type FieldsProps = { exported: Exported; onClose: () => void; onStarted: (run: ExportRun) => void }

function ExportFields({ exported, onClose, onStarted }: FieldsProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { entity, count } = exported
  const form = useForm({ initialValues: firstForm })
  const { format, columns, chosen } = form.values
  const formats: ExportFormat[] = entity === 'contact' ? ['xlsx', 'ods', 'csv', 'vcf'] : ['xlsx', 'ods', 'csv']
  const start = useExport({
    ask: () => call(createExport, { body: requestOf(form.values, exported) }),
    onReady: onClose,
    onStarted,
  })
  return (
    <form onSubmit={form.onSubmit(() => start.mutate())}>
      <Stack gap="md">
        <ProblemBanner problem={start.error} />
        <SegmentedControl
          aria-label={t('exports.format')}
          data={formats.map((value) => ({ value, label: t(`exports.formats.${value}`) }))}
          {...form.getInputProps('format')}
        />
        {format === 'vcf' ? (
          <>
            <Radio.Group
              label={t('exports.files')}
              value={form.values.isZipped ? 'zip' : 'one'}
              onChange={(value) => form.setFieldValue('isZipped', value === 'zip')}
            >
              <Stack gap={6} mt={6}>
                <Radio value="one" label={t('exports.oneFile')} />
                <Radio value="zip" label={t('exports.zip')} />
              </Stack>
            </Radio.Group>
            <SegmentedControl
              aria-label={t('exports.version')}
              data={(['3.0', '4.0'] as const).map((value) => ({
                value,
                label: t('exports.vcard', { version: value }),
              }))}
              {...form.getInputProps('vcardVersion')}
            />
          </>
        ) : (
          <>
            <Radio.Group
              label={t('exports.columns')}
              description={t('exports.columnsText')}
              {...form.getInputProps('columns')}
            >
              <Stack gap={6} mt={8}>
                {(['all', 'shown', 'chosen'] as const).map((value) => (
                  <Radio key={value} value={value} label={t(`exports.which.${value}`)} />
                ))}
              </Stack>
            </Radio.Group>
            {columns === 'chosen' ? (
              <MultiSelect
                label={t('exports.chosen')}
                searchable
                clearable
                hidePickedOptions
                data={offeredColumns(entity).map(({ path, label }) => ({ value: path, label: label[language] }))}
                {...form.getInputProps('chosen')}
              />
            ) : null}
            <Stack gap={10}>
              <Checkbox
                label={t(`exports.addresses.${entity}`)}
                {...form.getInputProps('addresses', { type: 'checkbox' })}
              />
              {entity === 'company' ? (
                <Checkbox label={t('exports.contacts')} {...form.getInputProps('contacts', { type: 'checkbox' })} />
              ) : null}
            </Stack>
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            loading={start.isPending}
            disabled={count === 0 || (format !== 'vcf' && columns === 'chosen' && chosen.length === 0)}
          >
            {t(`exports.start.${entity}`, { count: count ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
