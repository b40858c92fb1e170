import { Button } from '@mantine/core'
import { IconArrowBackUp, IconBan, IconCircleCheck, IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadRefused } from '../../../shared/contract/import-row.contract.ts'
import { type ImportRecap, type ImportRun } from '../../../shared/contract/import.contract.ts'
import { endpointUrl } from '../../api/call.ts'
import { useEffectText } from '../../change-sets/use-effect-text.ts'
import { LinkButton } from '../../design/LinkButton.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { RowOutcomes } from '../recap/RowOutcomes.tsx'
import { listRoute } from '../../records/record-paths.ts'
import { UndoDialog } from '../../reversal/UndoDialog.tsx'
import { useCan } from '../../session/use-session.ts'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useImportChanges } from '../use-import-changes.ts'
import classes from './result.module.css'

/** What an import did: counts, its change set, how to take it back, and the rows it refused. */
export function ImportReport({ run, recap }: { run: ImportRun; recap: ImportRecap }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const effectOf = useEffectText()
  const [isUndoing, setUndoing] = useState(false)
  const changes = useImportChanges(run.changeSet)
  const { changeSet, undoneBy } = run
  const Sign = undoneBy === null ? IconCircleCheck : IconArrowBackUp

  return (
    <PageBody width="narrow">
      <section className={classes['report']} data-undone={undoneBy !== null || undefined} aria-labelledby="report">
        <Sign size={26} stroke={1.7} aria-hidden className={classes['sign']} />
        <div className={classes['words']}>
          <h2 className={classes['title']} id="report">
            {t(undoneBy === null ? 'imports.result.title' : 'imports.result.undoneTitle')}
          </h2>
          <ul className={classes['effects']}>
            {(changeSet === null ? t('imports.result.nothing') : effectOf({ counts: recap.records }))
              .split(' · ')
              .map((line) => (
                <li key={line}>{line}</li>
              ))}
          </ul>
          <p className={classes['quiet']}>
            {t('imports.result.author', {
              author: changes?.author ?? run.author,
              at: formatMoment(changes?.at ?? run.createdAt, language),
            })}
            {run.settings.note ? ` · ${run.settings.note}` : ''}
          </p>
          {undoneBy === null || !can('changeSet.see') ? null : (
            <Link to="/change-sets/$id" params={{ id: String(undoneBy) }} className={classes['link']}>
              {t('imports.result.undoneBy', { id: undoneBy })}
            </Link>
          )}
        </div>
        <div className={classes['actions']}>
          <LinkButton to={listRoute(run.entity)}>{t(`importOf.${run.entity}.see`)}</LinkButton>
          {changeSet !== null && can('changeSet.see') ? (
            <LinkButton to="/change-sets/$id" params={{ id: String(changeSet) }} variant="default">
              {t('imports.seeChangeSet')}
            </LinkButton>
          ) : null}
          {changeSet !== null && undoneBy === null && can('changeSet.undo') ? (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={15} stroke={1.8} />}
              onClick={() => setUndoing(true)}
            >
              {t('imports.undo')}
            </Button>
          ) : null}
        </div>
      </section>
      {recap.refused > 0 ? (
        <section className={classes['refused']}>
          <IconBan size={18} stroke={1.9} aria-hidden className={classes['refusedSign']} />
          <div className={classes['words']}>
            <strong>{t('imports.result.refused', { count: recap.refused })}</strong>
            <p className={classes['quiet']}>{t('imports.result.againText')}</p>
          </div>
          <div className={classes['actions']}>
            <Button
              component="a"
              href={endpointUrl(downloadRefused, { params: { id: run.id } })}
              download
              variant="default"
              leftSection={<IconDownload size={15} stroke={1.8} />}
            >
              {t('imports.result.download')}
            </Button>
            <LinkButton to="/imports/new" search={{ entity: run.entity }} variant="default">
              {t('imports.result.again')}
            </LinkButton>
          </div>
        </section>
      ) : null}
      <RowOutcomes entity={run.entity} recap={recap} isDone />
      {changeSet === null ? null : (
        <UndoDialog changeSet={changeSet} isOpen={isUndoing} onClose={() => setUndoing(false)} />
      )}
    </PageBody>
  )
}
