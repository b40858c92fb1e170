import { useTranslation } from 'react-i18next'
import { LinkButton } from '../design/LinkButton.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { recordRoute } from '../records/record-paths.ts'
import { SummaryCard } from '../records/record/SummaryCard.tsx'
import { useRecord } from '../records/record/use-record.ts'
import type { Branch } from './use-tree-data.ts'
import classes from './trees.module.css'

/** The essentials of the company or contact chosen in a tree, on wide screens. */
export function TreePreview({ branch }: { branch: Branch | undefined }) {
  const { t } = useTranslation()
  const isRecord = branch?.kind === 'company' || branch?.kind === 'contact'
  return (
    <section className={classes['preview']} aria-label={t('trees.preview')} aria-live="polite">
      {branch && isRecord ? (
        <Essentials key={branch.value} entity={branch.kind as ListEntity} id={branch.id} label={branch.label} />
      ) : (
        <p className={classes['quiet']}>{t('trees.previewText')}</p>
      )}
    </section>
  )
}

function Essentials({ entity, id, label }: { entity: ListEntity; id: number; label: string }) {
  const { t } = useTranslation()
  const { data } = useRecord(entity, id)
  return (
    <>
      <div className={classes['previewHead']}>
        <h2 className={classes['previewTitle']}>{label}</h2>
        <LinkButton to={recordRoute(entity)} params={{ id: String(id) }} variant="default" size="compact-sm">
          {t('common.open')}
        </LinkButton>
      </div>
      {data ? <SummaryCard record={data} /> : <SkeletonLines count={5} />}
    </>
  )
}
