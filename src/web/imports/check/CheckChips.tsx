import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconCheck, IconCircleMinus, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { downloadRefused } from '../../../shared/contract/import-row.contract.ts'
import { type ImportRecap } from '../../../shared/contract/import.contract.ts'
import { endpointUrl } from '../../api/call.ts'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useImport } from '../import-context.ts'
import type { CheckSearch } from '../import-search.ts'
import { rowCounts, rowKinds } from './row-counts.ts'
import type { Corrections } from './use-corrections.ts'
import classes from './check.module.css'

const signs = { red: IconBan, yellow: IconAlertTriangle, ready: IconCheck, skipped: IconCircleMinus }

type Props = {
  recap: ImportRecap
  search: CheckSearch
  corrections: Corrections
  /** Whether there is room for what can be done with all blocked rows. */
  hasActions: boolean
  onSearch: (search: CheckSearch) => void
}

/** The result of the check as counts that filter, and what can be done with all blocked rows. */
export function CheckChips({ recap, search, corrections, hasActions, onSearch }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { run } = useImport()
  const counts = rowCounts(recap)
  const isAll = search.show === undefined && search.code === undefined
  return (
    <div className={classes['bar']}>
      <fieldset className={classes['chips']}>
        <legend className="visually-hidden">{t('imports.check.summary')}</legend>
        <button type="button" className={classes['chip']} aria-pressed={isAll} onClick={() => onSearch({})}>
          {t('imports.check.all')} <span className={classes['chipCount']}>{formatCount(recap.read, language)}</span>
        </button>
        {rowKinds.map((kind) => {
          const Sign = signs[kind]
          return (
            <button
              key={kind}
              type="button"
              className={classes['chip']}
              data-kind={kind}
              data-none={counts[kind] === 0 || undefined}
              aria-pressed={search.show === kind && search.code === undefined}
              onClick={() => onSearch({ show: kind })}
            >
              <Sign size={15} stroke={2} aria-hidden />
              {t(`imports.check.${kind}`, { count: counts[kind] })}
            </button>
          )
        })}
      </fieldset>
      <div className={classes['actions']}>
        {search.show === 'skipped' && counts.skipped > 0 ? (
          <Button variant="default" size="compact-sm" onClick={corrections.takeAllBack}>
            {t('imports.check.takeAllBack')}
          </Button>
        ) : null}
        {counts.red > 0 && hasActions ? (
          <>
            <Button variant="default" size="compact-sm" onClick={() => corrections.skipKind({ severity: 'red' })}>
              {t('imports.check.skipAllRed', { count: counts.red })}
            </Button>
            <Button
              component="a"
              href={endpointUrl(downloadRefused, { params: { id: run.id } })}
              download
              variant="default"
              size="compact-sm"
              leftSection={<IconDownload size={14} stroke={1.8} />}
            >
              {t('imports.check.download')}
            </Button>
          </>
        ) : null}
      </div>
    </div>
  )
}
