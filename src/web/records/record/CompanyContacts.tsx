import { IconPlus, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { listRecords, type Filter } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { FieldText } from '../../fields/FieldText.tsx'
import { useCan } from '../../session/use-session.ts'
import classes from './Record.module.css'
import { LinkButton } from '../../design/LinkButton.tsx'

const columns = ['lastName', 'firstName', 'position', 'phoneMobile', 'phoneOffice', 'email1']

/** The people in a company. */
export function CompanyContacts({ company }: { company: number }) {
  const { t } = useTranslation()
  const can = useCan()
  const filter: Filter = { all: [{ field: 'company', operator: 'anyOf', value: [company] }] }
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.recordsOf('contact'), 'of-company', company],
    queryFn: ({ signal }) =>
      call(listRecords, {
        params: { entity: 'contact' },
        query: { filter, limit: 100, columns: columns.join(',') },
        signal,
      }),
  })
  const add = can('contact.edit') ? (
    <LinkButton to="/contacts/new" search={{ company }} variant="default" leftSection={<IconPlus size={15} />}>
      {t('record.companyContacts.add')}
    </LinkButton>
  ) : null
  if (error) return <ProblemBanner problem={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonLines />
  if (data.rows.length === 0) {
    return (
      <EmptyState icon={IconUsers} title={t('record.companyContacts.none')} action={add}>
        {t('record.companyContacts.noneText')}
      </EmptyState>
    )
  }
  return (
    <div className={classes['tab']}>
      <ul className={classes['lines']}>
        {data.rows.map(({ id, values }) => (
          <li key={id} className={classes['line']}>
            <Link to="/contacts/$id" params={{ id: String(id) }} style={{ fontWeight: 550 }}>
              {[values['lastName'], values['firstName']].filter(Boolean).join(' ') || values['email1']}
            </Link>
            <span className={classes['quiet']}>{values['position']}</span>
            <span className={`${classes['quiet']} tabular`}>
              <FieldText
                field={fieldOf('contact', 'phoneMobile')}
                value={values['phoneMobile'] ?? values['phoneOffice']}
              />
            </span>
          </li>
        ))}
      </ul>
      <div style={{ display: 'flex', gap: 8 }}>
        {add}
        {data.next ? (
          <LinkButton to="/contacts" search={{ filter }} variant="subtle">
            {t('record.companyContacts.seeAll')}
          </LinkButton>
        ) : null}
      </div>
    </div>
  )
}
