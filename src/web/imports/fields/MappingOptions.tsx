import { Select, Switch, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { Card } from '../../design/Card.tsx'
import { useLanguage } from '../../texts/use-language.ts'
import { useImport } from '../import-context.ts'
import classes from './fields.module.css'

const statusPath = 'company.salesStatus'

/** What holds for the whole file: empty cells, unmatched rows, values the file lacks, a note. */
export function MappingOptions() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { run, change } = useImport()
  const { settings } = run
  const updates = settings.mode !== 'add'
  const creates = !updates || settings.createsMissing
  const makesCompanies = run.entity === 'company' ? creates : settings.createsCompanies
  const hasStatus = settings.columns.some(({ target }) => target === statusPath)
  const given = settings.defaults[statusPath]

  return (
    <Card title={t('imports.fields.options')}>
      <div className={classes['options']}>
        {updates ? (
          <>
            <Switch
              label={t(`importOf.${run.entity}.createsMissing`)}
              description={t('imports.fields.createsMissingText')}
              checked={settings.createsMissing}
              onChange={(event) => {
                const { checked } = event.currentTarget
                change((current) => ({ ...current, createsMissing: checked }))
              }}
            />
            {settings.export ? (
              <Switch
                label={t('imports.fields.fileWins')}
                description={t('imports.fields.fileWinsText')}
                checked={settings.export.conflicts === 'overwrite'}
                onChange={(event) => {
                  const conflicts = event.currentTarget.checked ? ('overwrite' as const) : ('keep' as const)
                  change((current) =>
                    current.export ? { ...current, export: { ...current.export, conflicts } } : current,
                  )
                }}
              />
            ) : null}
            <Switch
              label={t('imports.fields.emptyCells')}
              description={t('imports.fields.emptyCellsText')}
              checked={settings.emptyCells === 'erase'}
              onChange={(event) => {
                const { checked } = event.currentTarget
                change((current) => ({ ...current, emptyCells: checked ? 'erase' : 'ignore' }))
              }}
            />
          </>
        ) : null}
        {run.entity === 'contact' ? (
          <Switch
            label={t('imports.fields.createsCompanies')}
            description={t('imports.fields.createsCompaniesText')}
            checked={settings.createsCompanies}
            onChange={(event) => {
              const { checked } = event.currentTarget
              change((current) => ({ ...current, createsCompanies: checked }))
            }}
          />
        ) : null}
        {makesCompanies && !hasStatus ? (
          <Select
            label={t('imports.fields.salesStatusDefault')}
            description={t('imports.fields.salesStatusText')}
            data={(fieldOf('company', 'salesStatus').options ?? []).map(({ code, label }) => ({
              value: code,
              label: label[language],
            }))}
            value={typeof given === 'string' ? given : 'client'}
            allowDeselect={false}
            onChange={(value) =>
              change((current) => ({ ...current, defaults: { ...current.defaults, [statusPath]: value ?? 'client' } }))
            }
          />
        ) : null}
        <Textarea
          label={t('imports.fields.note')}
          description={t('imports.fields.noteText')}
          placeholder={t('imports.fields.notePlaceholder')}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={2000}
          value={settings.note ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget
            change((current) => ({ ...current, note: value === '' ? undefined : value }))
          }}
        />
      </div>
    </Card>
  )
}
