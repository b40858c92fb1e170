import { Button, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../design/BackLink.tsx'
import { KeyHint } from '../../design/KeyHint.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { FieldText } from '../../fields/FieldText.tsx'
import { Portrait } from '../../fields/Portrait.tsx'
import { HistoryList } from '../../history/HistoryList.tsx'
import { useCan } from '../../session/use-session.ts'
import { keysShown } from '../../shell/shortcut-table.ts'
import { useShortcut } from '../../shell/use-shortcut.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { recordSearch } from '../list-search.ts'
import { listRoute, recordRoute } from '../record-paths.ts'
import { AccessTab } from '../access/AccessTab.tsx'
import { CompanyContacts } from './CompanyContacts.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { faultsByTab } from './faults.ts'
import { personName } from './full-name.ts'
import { RecordFormTabs, Panel } from './RecordFormTabs.tsx'
import { RecordMenu } from './RecordMenu.tsx'
import { RecordTabs, type RecordTab } from './RecordTabs.tsx'
import { SummaryCard } from './SummaryCard.tsx'
import { UnsavedGuard } from './UnsavedGuard.tsx'
import type { RecordFile } from './use-record.ts'
import { useRecordForm } from './use-record-form.ts'
import { useSaveRecord } from './use-save-record.ts'
import classes from './Record.module.css'

const formTabs: readonly RecordTab[] = ['general', 'addresses', 'phones', 'details']

/** The page of one record: tabs generated from the catalogue, one Save for all of them, a summary beside. */
export function RecordEditor({ record }: { record: RecordFile }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const can = useCan()
  const { entity, id, references } = record
  const tabs: RecordTab[] = [...formTabs, ...(entity === 'company' ? (['contacts'] as const) : []), 'access', 'history']
  const asked = recordSearch.parse(useSearch({ strict: false })).tab
  const current = tabs.find((tab) => tab === asked) ?? 'general'
  const [isConflicting, setConflicting] = useState(false)
  const mayEdit = can(`${entity}.edit`)

  const showTab = (tab: string) =>
    void navigate({ to: recordRoute(entity), params: { id: String(id) }, search: { tab }, replace: true })
  const form = useRecordForm(entity, record)
  const { submit, resend, isSaving } = useSaveRecord({
    form,
    onSaved: () => setConflicting(false),
    onConflict: () => setConflicting(true),
    onShowTab: showTab,
  })
  useShortcut('save', submit)
  useShortcut('back', () => void navigate({ to: listRoute(entity) }))

  return (
    <>
      <PageHeader
        back={<BackLink to={listRoute(entity)} label={t(`list.${entity}.title`)} />}
        title={
          entity === 'contact' ? (
            <span className={classes['person']}>
              <Portrait name={personName(record.values) || record.label} photo={record.values['photo']} size={32} />
              {record.label || t(`record.${entity}.unnamed`)}
            </span>
          ) : (
            record.label || t(`record.${entity}.unnamed`)
          )
        }
        aside={
          <>
            {entity === 'company' ? (
              <>
                <FieldText field={form.fieldOf('salesStatus')} value={record.values['salesStatus']} />
                <span className="tabular">{record.values['code']}</span>
              </>
            ) : null}
            {record.isRestricted ? (
              <Tooltip label={t('record.restricted')}>
                <IconLock size={15} aria-label={t('record.restricted')} />
              </Tooltip>
            ) : null}
            {form.isDirty ? <span className={classes['unsaved']}>{t('record.unsaved.badge')}</span> : null}
          </>
        }
        actions={
          <>
            {mayEdit ? (
              <Button onClick={submit} loading={isSaving} disabled={!form.isDirty}>
                {t('common.save')}
                <KeyHintAfter keys={keysShown('save', language)} />
              </Button>
            ) : null}
            <RecordMenu record={record} />
          </>
        }
      >
        <RecordTabs
          tabs={tabs}
          current={current}
          counts={{
            addresses: form.addresses.filter((one) => !one.isDeleted).length,
            contacts: record.contacts,
          }}
          faults={faultsByTab(entity, form.faults)}
          onShow={showTab}
        />
      </PageHeader>
      <div className={classes['body']}>
        <div className={classes['columns']}>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              submit()
            }}
          >
            <RecordFormTabs form={form} current={current} references={references} isDisabled={!mayEdit} />
            {current === 'contacts' ? (
              <Panel tab="contacts" current={current}>
                <CompanyContacts company={id} />
              </Panel>
            ) : null}
            {current === 'access' ? (
              <Panel tab="access" current={current}>
                <AccessTab entity={entity} id={id} />
              </Panel>
            ) : null}
            {current === 'history' ? (
              <Panel tab="history" current={current}>
                <HistoryList entity={entity} id={id} />
              </Panel>
            ) : null}
          </form>
          <SummaryCard record={record} isBrief={current !== 'general'} />
        </div>
      </div>
      <UnsavedGuard isDirty={form.isDirty} />
      <ConflictDialog
        form={form}
        isOpen={isConflicting}
        isSaving={isSaving}
        onClose={() => setConflicting(false)}
        onResend={resend}
      />
    </>
  )
}

const KeyHintAfter = ({ keys }: { keys: string }) => (
  <span style={{ marginLeft: 8, display: 'inline-flex' }}>
    <KeyHint keys={keys} />
  </span>
)
