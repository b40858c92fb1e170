import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import { isMaskable, maskedValue } from '../../../shared/catalogue/masked-value.ts'
import type { ListEntity, Values } from '../../../shared/contract/record.contract.ts'
import { BackLink } from '../../design/BackLink.tsx'
import { KeyHint } from '../../design/KeyHint.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { LikelyDuplicates } from '../../duplicates/LikelyDuplicates.tsx'
import { keysShown } from '../../shell/shortcut-table.ts'
import { useShortcut } from '../../shell/use-shortcut.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { listRoute, recordRoute } from '../record-paths.ts'
import { noEdits, type Base, type Edits } from './draft.ts'
import { faultsByTab } from './faults.ts'
import { RecordFormTabs } from './RecordFormTabs.tsx'
import { RecordTabs, type RecordTab } from './RecordTabs.tsx'
import { UnsavedGuard } from './UnsavedGuard.tsx'
import { useRecord, type RecordFile } from './use-record.ts'
import { useRecordForm } from './use-record-form.ts'
import { useSaveRecord } from './use-save-record.ts'
import classes from './Record.module.css'

type Props = { entity: ListEntity; copy?: number | undefined; company?: number | undefined }

/** The form of a new record; the one it is copied from, or the company it is for, is read first. */
export function NewRecordPage({ entity, copy, company }: Props) {
  if (copy !== undefined)
    return (
      <WithSource entity={entity} id={copy}>
        {(source) => <NewRecordForm entity={entity} source={source} />}
      </WithSource>
    )
  if (company !== undefined) {
    return (
      <WithSource entity="company" id={company}>
        {(of) => <NewRecordForm entity={entity} company={of} />}
      </WithSource>
    )
  }
  return <NewRecordForm entity={entity} />
}

type Source = { entity: ListEntity; id: number; children: (record: RecordFile) => React.ReactNode }

function WithSource({ entity, id, children }: Source) {
  const { data } = useRecord(entity, id)
  return data ? children(data) : null
}

/** A new record as it begins: the catalogue's defaults. */
function emptyBase(entity: ListEntity): Base {
  const values = Object.fromEntries(catalogue[entity].map((field) => [field.key, field.default ?? null]))
  return { id: null, version: 0, values, addresses: [] }
}

/** What a copy takes over: all but what must stay unique and what the application sets. */
function editsFrom(source: RecordFile): Edits {
  const taken = catalogue[source.entity].filter((field) => !field.isUnique && !field.isReadOnly)
  const values: Values = Object.fromEntries(
    taken.map((field) => {
      const value = source.values[field.key] ?? null
      // What it refers to is not known here, and cannot be given to another record.
      return [field.key, value === maskedValue && isMaskable(field) ? null : value]
    }),
  )
  const own = catalogue.address.filter((field) => !field.isReadOnly)
  const addresses = source.addresses.map((address, place) => ({
    key: `new-${place + 1}`,
    values: Object.fromEntries(own.map((field) => [field.key, address.values[field.key] ?? null])),
    isDeleted: false,
  }))
  const main = source.addresses.findIndex((address) => address.isDefault)
  return { values, addresses, defaultAddress: main < 0 ? null : `new-${main + 1}` }
}

const tabs: readonly RecordTab[] = ['general', 'addresses', 'phones', 'details']
type FormProps = { entity: ListEntity; source?: RecordFile; company?: RecordFile }

function NewRecordForm({ entity, source, company }: FormProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [current, setCurrent] = useState<RecordTab>('general')
  const [base] = useState(() => emptyBase(entity))
  const [initial] = useState((): Edits => {
    if (source) return editsFrom(source)
    return company ? { ...noEdits, values: { company: company.id } } : noEdits
  })
  const isLeaving = useRef(false)
  const form = useRecordForm(entity, base, initial)
  const { submit, isSaving } = useSaveRecord({
    form,
    onSaved: (id) => {
      isLeaving.current = true
      void navigate({ to: recordRoute(entity), params: { id: String(id) }, replace: true })
    },
    onConflict: () => undefined,
    onShowTab: (tab) => setCurrent(tabs.find((one) => one === tab) ?? 'general'),
  })
  useShortcut('save', submit)
  useShortcut('back', () => void navigate({ to: listRoute(entity) }))
  const references = company ? { [company.id]: company.label } : (source?.references ?? {})

  return (
    <>
      <PageHeader
        back={<BackLink to={listRoute(entity)} label={t(`list.${entity}.title`)} />}
        title={source ? t('record.copyOf', { label: source.label }) : t(`record.${entity}.create`)}
        actions={
          <Button onClick={submit} loading={isSaving}>
            {t(`record.${entity}.createAction`)}
            <span style={{ marginLeft: 8, display: 'inline-flex' }}>
              <KeyHint keys={keysShown('save', language)} />
            </span>
          </Button>
        }
      >
        <RecordTabs
          tabs={tabs}
          current={current}
          counts={{ addresses: form.addresses.filter((one) => !one.isDeleted).length }}
          faults={faultsByTab(entity, form.faults)}
          onShow={setCurrent}
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
            <RecordFormTabs form={form} current={current} references={references} isDisabled={false} />
          </form>
          <div className={classes['side']}>
            <LikelyDuplicates form={form} />
          </div>
        </div>
      </div>
      <UnsavedGuard isDirty={form.isDirty && form.edits !== initial} isLeaving={isLeaving} />
    </>
  )
}
