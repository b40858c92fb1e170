import { ActionIcon, Badge, Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconArrowDown, IconArrowUp, IconForms, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { customFieldEntities, type CustomField } from '../../../shared/catalogue/custom-field.ts'
import {
  changeCustomField,
  getCustomFields,
  orderCustomFields,
} from '../../../shared/contract/custom-field.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useAct } from '../../api/use-act.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'
import { CustomFieldDialog } from './CustomFieldDialog.tsx'

/** The fields made at run time, by entity: added, renamed, ordered, retired and brought back (FC-3). */
export function CustomFieldsPage() {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<CustomField | 'new'>()
  const fields = useQuery({ queryKey: queryKeys.customFields, queryFn: () => call(getCustomFields) })
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
      {t('customFields.add')}
    </Button>
  )
  const groups = customFieldEntities
    .map((entity) => ({ entity, fields: (fields.data ?? []).filter((field) => field.entity === entity) }))
    .filter((group) => group.fields.length > 0)
  return (
    <>
      <PageHeader title={t('administration.section.customFields')} actions={fields.data?.length === 0 ? null : add} />
      <PageBody width="narrow">
        <p className={classes['text']}>{t('customFields.text')}</p>
        <ProblemBanner problem={fields.error} onRetry={() => void fields.refetch()} />
        {fields.data?.length === 0 ? (
          <EmptyState icon={IconForms} title={t('customFields.none')} action={add}>
            {t('customFields.noneText')}
          </EmptyState>
        ) : null}
        {groups.map((group) => (
          <section key={group.entity} aria-label={t(`customFields.entities.${group.entity}`)}>
            <h2 className={classes['heading']}>{t(`customFields.entities.${group.entity}`)}</h2>
            <ul className={classes['list']}>
              {group.fields.map((field, at) => (
                <FieldLine
                  key={field.id}
                  field={field}
                  siblings={group.fields}
                  at={at}
                  onEdit={() => setEdited(field)}
                />
              ))}
            </ul>
          </section>
        ))}
      </PageBody>
      {edited ? (
        <CustomFieldDialog field={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      ) : null}
    </>
  )
}

type LineProps = { field: CustomField; siblings: readonly CustomField[]; at: number; onEdit: () => void }

function FieldLine({ field, siblings, at, onEdit }: LineProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const name = field.label[language]
  const stale = [queryKeys.customFields]
  const retire = useAct(
    (isRetired: boolean) => call(changeCustomField, { params: { id: field.id }, body: { isRetired } }),
    { stale, said: t('customFields.saved', { name }) },
  )
  const move = useAct((ids: number[]) => call(orderCustomFields, { body: { ids } }), { stale })
  const moveTo = (place: number) => {
    const ids = siblings.map(({ id }) => id).filter((id) => id !== field.id)
    move.mutate(ids.toSpliced(place, 0, field.id))
  }
  const askToRetire = () =>
    modals.openConfirmModal({
      title: t('customFields.retireTitle', { name }),
      children: t('customFields.retireText'),
      labels: { confirm: t('customFields.retire'), cancel: t('common.cancel') },
      onConfirm: () => retire.mutate(true),
    })
  return (
    <li className={`${classes['line']} ${field.isRetired ? classes['faded'] : ''}`}>
      <span className={classes['main']}>
        <span className={classes['name']}>{name}</span>
        <span className={classes['quiet']}>
          {t(`customFields.types.${field.type}`)} · {t(`customFields.tabs.${field.tab}`)} · {field.key}
        </span>
      </span>
      {field.isRetired ? <Badge color="gray">{t('customFields.retired')}</Badge> : null}
      {field.isRequired && !field.isRetired ? <Badge>{t('customFields.required')}</Badge> : null}
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={at === 0}
        aria-label={`${t('customFields.moveUp')} – ${name}`}
        onClick={() => moveTo(at - 1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={at === siblings.length - 1}
        aria-label={`${t('customFields.moveDown')} – ${name}`}
        onClick={() => moveTo(at + 1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <Button variant="default" size="compact-sm" aria-label={`${t('common.edit')} – ${name}`} onClick={onEdit}>
        {t('common.edit')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`${t(field.isRetired ? 'customFields.restore' : 'customFields.retire')} – ${name}`}
        onClick={() => (field.isRetired ? retire.mutate(false) : askToRetire())}
      >
        {t(field.isRetired ? 'customFields.restore' : 'customFields.retire')}
      </Button>
    </li>
  )
}
