import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { Card } from '../../design/Card.tsx'
import { FieldText } from '../../fields/FieldText.tsx'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import type { RecordFile } from './use-record.ts'
import classes from './Record.module.css'

/** What one looks for first, in this order; those without a value are left out. */
const keyFields: Record<ListEntity, readonly string[]> = {
  company: [
    'phoneMain',
    'website',
    'vatNumber',
    'accountManager',
    'salesPerson',
    'telemarketer',
    'salesRegion',
    'environment',
  ],
  contact: ['company', 'position', 'email1', 'phoneMobile', 'phoneOffice', 'assignedTo', 'environment'],
}

/** The record at a glance, beside its form; on narrow screens above it, and out of the way when `isBrief`. */
export function SummaryCard({ record, isBrief = false }: { record: RecordFile; isBrief?: boolean }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { entity, values, references } = record
  const city = record.addresses.find((address) => address.isDefault)?.values
  const place = [city?.['postalCode'], city?.['city']].filter(Boolean).join(' ')
  const isCompany = entity === 'company'
  const keys = keyFields[entity].filter((key) => (values[key] ?? null) !== null)

  return (
    <aside className={classes['side']} data-brief={isBrief || undefined}>
      {place !== '' || keys.length > 0 ? (
        <Card title={t('record.summary')}>
          <dl className={classes['facts']}>
            {place ? (
              <>
                <dt>{fieldOf('address', 'city').label[language]}</dt>
                <dd>{place}</dd>
              </>
            ) : null}
            {keys.map((key) => {
              const field = fieldOf(entity, key)
              const value = values[key] ?? null
              const text = <FieldText field={field} value={value} references={references} />
              return (
                <Fact key={key} label={field.label[language]} to={linkOf(field.type, value)}>
                  {field.target === 'company' && typeof value === 'number' && references[value] ? (
                    <Link to="/companies/$id" params={{ id: String(value) }} className={classes['fact']}>
                      {text}
                    </Link>
                  ) : (
                    text
                  )}
                </Fact>
              )
            })}
          </dl>
        </Card>
      ) : null}
      <p className={classes['when']}>
        {t(isCompany ? 'record.createdAt' : 'record.createdAtMasculine', {
          at: formatMoment(record.createdAt, language),
        })}
        {record.updatedAt && record.updatedAt !== record.createdAt ? (
          <>
            <br />
            {t(isCompany ? 'record.updatedAt' : 'record.updatedAtMasculine', {
              at: formatMoment(record.updatedAt, language),
            })}
          </>
        ) : null}
      </p>
    </aside>
  )
}

function linkOf(type: string, value: unknown): string | undefined {
  const text = String(value)
  if (type === 'phone') return `tel:${text.replace(/\s/g, '')}`
  if (type === 'email') return `mailto:${text}`
  if (type === 'url') return /^https?:/i.test(text) ? text : `https://${text}`
  return undefined
}

function Fact({ label, to, children }: { label: string; to: string | undefined; children: ReactNode }) {
  const isSite = to?.startsWith('http')
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {to ? (
          <a href={to} className={classes['fact']} {...(isSite ? { target: '_blank', rel: 'noreferrer' } : {})}>
            {children}
          </a>
        ) : (
          children
        )}
      </dd>
    </>
  )
}
