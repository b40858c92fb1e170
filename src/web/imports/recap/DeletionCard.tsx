import { Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import { useCan, useSignedInUser } from '../../session/use-session.ts'
import { entriesOf } from '../../records/filters/filter-model.ts'
import { useEntryText } from '../../records/filters/use-entry-text.ts'
import { formatCount, formatShare } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { usualScopes } from '../file/import-mode.ts'
import { useImport } from '../import-context.ts'
import { stepRoute } from '../import-steps.ts'
import { BlockedDeletions } from './BlockedDeletions.tsx'
import { countOf } from './recap-counts.ts'
import classes from './recap.module.css'

/** What was typed and ticked to confirm deletions; `isComplete` when it is all that is asked. */
export type Confirmation = {
  isComplete: boolean
  typed?: string
  confirmDeletions?: number
  allowManyDeletions?: boolean
  password?: string
}

/** Above this share of the scope an administrator must say so. */
const limit = 0.3

type Props = { recap: ImportRecap; value: Confirmation; onChange: (value: Confirmation) => void }

/** Which records would be deleted, what cannot be, the number to type and the password that proves who types it. */
export function DeletionCard({ recap, value, onChange }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const { hasPassword } = useSignedInUser()
  const { run } = useImport()
  const count = countOf(recap, run.entity, 'delete')
  const isMany = recap.deletionShare > limit
  if (count === 0) {
    return (
      <div className={classes['noDeletion']}>
        {recap.deletionHindrance
          ? t(`imports.recap.deletion.${recap.deletionHindrance}`)
          : t(`importOf.${run.entity}.deletionNone`)}
        <BlockedDeletions count={recap.blockedDeletions} />
      </div>
    )
  }

  const confirm = (change: Partial<Confirmation>) => {
    const next = { ...value, ...change }
    const number = Number((next.typed ?? '').replace(/[\s\u00a0\u202f]/g, ''))
    const isTyped = next.typed !== undefined && next.typed !== '' && number === count
    onChange({
      ...next,
      confirmDeletions: number,
      isComplete: isTyped && (!isMany || next.allowManyDeletions === true),
    })
  }
  return (
    <section className={classes['deletion']} aria-labelledby="deletions">
      <IconAlertTriangle size={20} aria-hidden className={classes['deletionSign']} />
      <div className={classes['deletionText']}>
        <h2 className={classes['deletionTitle']} id="deletions">
          {t(`importOf.${run.entity}.deletion`, { count })}
        </h2>
        <p>
          {t(`importOf.${run.entity}.deletionText`)}{' '}
          {t('imports.recap.deletion.share', { share: formatShare(recap.deletionShare, language) })} <DeletionScope />
        </p>
        <Link
          to={stepRoute.recap}
          params={{ id: String(run.id) }}
          search={{ entity: run.entity, action: 'delete' }}
          replace
          className={classes['link']}
        >
          {t('imports.recap.deletion.list')}
        </Link>
        <BlockedDeletions count={recap.blockedDeletions} />
      </div>
      <div className={classes['deletionConfirm']}>
        {isMany && !can('administration') ? (
          <p className={classes['refusal']}>{t('imports.recap.deletion.manyRefused')}</p>
        ) : (
          <>
            <TextInput
              label={t('imports.recap.deletion.type', { count: formatCount(count, language) })}
              inputMode="numeric"
              autoComplete="off"
              value={value.typed ?? ''}
              onChange={(event) => confirm({ typed: event.currentTarget.value })}
            />
            {hasPassword ? (
              <PasswordInput
                label={t('imports.recap.deletion.password')}
                autoComplete="current-password"
                value={value.password ?? ''}
                onChange={(event) => confirm({ password: event.currentTarget.value })}
              />
            ) : null}
            {isMany ? (
              <Checkbox
                label={t('imports.recap.deletion.many')}
                checked={value.allowManyDeletions ?? false}
                onChange={(event) => confirm({ allowManyDeletions: event.currentTarget.checked })}
              />
            ) : null}
          </>
        )}
      </div>
    </section>
  )
}

/** Which records may be deleted, as the mode says them. */
function DeletionScope() {
  const { t } = useTranslation()
  const { entity, settings } = useImport().run
  const textOf = useEntryText(entity)
  const entries = entriesOf(settings.deletionScope ?? usualScopes[entity])
  const scope = entries
    .map((entry) => {
      const { label, text } = textOf(entry)
      return `${label} ${text}`
    })
    .join(' · ')
  return scope === '' ? null : t('imports.recap.deletion.scope', { scope })
}
