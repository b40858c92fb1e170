import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { createRecord, updateRecord } from '../../../shared/contract/record.contract.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useUndoNow } from '../../change-sets/use-undo-now.ts'
import { notifyDone, notifyProblem } from '../../design/notify.tsx'
import { useCan } from '../../session/use-session.ts'
import { frenchSpaces } from '../../texts/french-spaces.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { addressBody, newBody, type Base, type Edits } from './draft.ts'
import { focusInput, placeFaults, tabOfInput, type Faults } from './faults.ts'
import { missingFields } from './required.ts'
import type { RecordForm } from './use-record-form.ts'

type Options = {
  form: RecordForm
  onSaved: (id: number) => void
  /** The record moved on since it was read. */
  onConflict: () => void
  onShowTab: (tab: string) => void
}
/** What is saved, and the record it was changed from. */
type Sent = { edits: Edits; base: Base }

/** Saves a record: what changed only, or all of a new one. Faults go to their fields, the first takes the focus. */
export function useSaveRecord({ form, onSaved, onConflict, onShowTab }: Options) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const can = useCan()
  const undoNow = useUndoNow()
  const { entity, base } = form
  const isNew = base.id === null

  const show = (faults: Faults) => {
    form.setFaults(faults)
    const [first] = Object.keys(faults)
    if (first === undefined) return
    onShowTab(tabOfInput(entity, first))
    focusInput(first)
  }

  const save = useMutation({
    mutationFn: ({ edits, base }: Sent) =>
      base.id === null
        ? call(createRecord, { params: { entity }, body: newBody(base, edits) })
        : call(updateRecord, {
            params: { entity, id: base.id },
            body: { version: base.version, values: edits.values, addresses: addressBody(base, edits) },
          }),
    onSuccess: async ({ id, changeSet }) => {
      await client.invalidateQueries({ queryKey: queryKeys.records })
      void client.invalidateQueries({ queryKey: queryKeys.changeSets })
      form.clear()
      const undo = changeSet !== null && can('changeSet.undo') ? changeSet : null
      notifyDone({
        message: t(isNew ? `record.${entity}.created` : `record.${entity}.saved`),
        ...(undo === null ? {} : { action: { label: t('common.undo'), onClick: () => void undoNow(undo) } }),
      })
      onSaved(id)
    },
    onError: (problem) => {
      if (!(problem instanceof ApiProblem)) return notifyProblem(problem)
      if (problem.code === 'record-changed') return onConflict()
      const sent = form.addresses.filter((one) => form.edits.addresses.some(({ key }) => key === one.key))
      if (problem.faults.length > 0) show(placeFaults(problem.faults, sent))
      else notifyProblem(problem)
    },
  })

  const check = (edits: Edits): Faults => {
    const missing = missingFields({ entity, values: form.values, changed: edits.values, isNew })
    const say = (label: string) => t('fields.required', { field: label })
    const polish = language === 'fr' ? frenchSpaces : (text: string) => text
    return {
      ...Object.fromEntries(missing.map((field) => [field.key, polish(say(field.label[language]))])),
      ...form.refused,
    }
  }
  const submit = () => {
    if (save.isPending) return
    const faults = check(form.edits)
    if (Object.keys(faults).length > 0) show(faults)
    else if (form.isDirty || isNew) save.mutate({ edits: form.edits, base })
  }
  return { submit, resend: save.mutate, isSaving: save.isPending }
}
