import { useDebouncedValue } from '@mantine/hooks'
import { IconExternalLink } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findLikelyDuplicates } from '../../shared/contract/duplicate.contract.ts'
import { likelyAddressFields, likelyFields } from '../../shared/duplicates/likely-fields.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { recordRoute } from '../records/record-paths.ts'
import type { RecordForm } from '../records/record/use-record-form.ts'
import { LikenessTags } from './LikenessTags.tsx'
import classes from './duplicates.module.css'

/** Records that what is being typed may be a duplicate of, with the way to each. It stops nobody. */
export function LikelyDuplicates({ form }: { form: RecordForm }) {
  const { t } = useTranslation()
  const { entity, values, addresses } = form
  const address = (addresses.find(({ isDefault }) => isDefault) ?? addresses[0])?.values
  const taken = (keys: readonly string[], from: typeof values = {}) =>
    Object.fromEntries(keys.flatMap((key) => (from[key] ? [[key, from[key]] as const] : [])))
  const typed = {
    values: { ...taken(likelyFields[entity], values), ...taken(entity === 'contact' ? ['company'] : [], values) },
    address: taken(likelyAddressFields, address) as Record<string, string>,
  }
  // As text: the same words are the same question, whatever else was typed meanwhile.
  const [asked] = useDebouncedValue(JSON.stringify(typed), 350)
  const body = JSON.parse(asked) as typeof typed
  const { data = [] } = useQuery({
    queryKey: [...queryKeys.recordsOf(entity), 'likely', asked],
    queryFn: ({ signal }) => call(findLikelyDuplicates, { params: { entity }, body, signal }),
    enabled: likelyFields[entity].some((key) => key in body.values),
    placeholderData: keepPreviousData,
    // What is told here is help: when it cannot be had, the form works without it.
    retry: false,
  })
  return (
    <div aria-live="polite">
      {data.length > 0 ? (
        <section className={classes['likely']} aria-label={t(`duplicates.form.${entity}`)}>
          <p className={classes['likelyTitle']}>
            {t(`duplicates.form.${entity}`)}
            <span className={classes['quiet']}>{t('duplicates.form.found', { count: data.length })}</span>
          </p>
          <ul className={classes['likelyList']}>
            {data.map(({ id, label, hint, agrees, differs }) => (
              <li key={id} className={classes['likelyLine']}>
                <span>
                  <Link
                    to={recordRoute(entity)}
                    params={{ id: String(id) }}
                    target="_blank"
                    className={classes['name']}
                  >
                    {label}
                    <IconExternalLink size={13} stroke={1.7} aria-hidden />
                  </Link>{' '}
                  <span className={classes['quiet']}>{hint}</span>
                </span>
                <LikenessTags agrees={agrees} differs={differs} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
