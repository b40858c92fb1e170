import type { ReactNode } from 'react'
import type { References } from '../../fields/use-value-text.ts'
import { AddressesTab } from './AddressesTab.tsx'
import { FieldsTab } from './FieldsTab.tsx'
import { PhonesTab } from './PhonesTab.tsx'
import type { RecordTab } from './RecordTabs.tsx'
import type { RecordForm } from './use-record-form.ts'

type Props = { form: RecordForm; current: RecordTab; references: References; isDisabled: boolean }

/** The tabs one can edit: all of them stay, shown or not, so that what is half typed is kept. */
export function RecordFormTabs({ form, current, references, isDisabled }: Props) {
  const common = { form, references, isDisabled }
  return (
    <>
      <Panel tab="general" current={current}>
        <FieldsTab tab="general" {...common} />
      </Panel>
      <Panel tab="addresses" current={current}>
        <AddressesTab {...common} />
      </Panel>
      <Panel tab="phones" current={current}>
        <PhonesTab {...common} />
      </Panel>
      <Panel tab="details" current={current}>
        <FieldsTab tab="details" {...common} />
      </Panel>
    </>
  )
}

/** What a tab shows. */
export function Panel({ tab, current, children }: { tab: RecordTab; current: RecordTab; children: ReactNode }) {
  return (
    <div role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} hidden={tab !== current}>
      {children}
    </div>
  )
}
