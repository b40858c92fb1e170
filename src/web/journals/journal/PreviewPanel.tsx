import { Button } from '@mantine/core'
import { IconCalendarClock, IconLifebuoy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JournalPreview } from '../../../shared/contract/journal.contract.ts'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { useCan } from '../../session/use-session.ts'
import type { JournalFile } from '../journal-queries.ts'
import { useJournalText } from '../use-journal-text.ts'
import { JournalFileButton } from './JournalFileButton.tsx'
import { RefusalReasons } from './RefusalReasons.tsx'
import { ScheduleForm } from './ScheduleForm.tsx'
import { PreviewRows } from './PreviewRows.tsx'
import { useValidate } from './use-preview.ts'
import classes from './Journal.module.css'

type Props = { journal: JournalFile; preview: JournalPreview; madeAt: number; isOpen: boolean; onClose: () => void }

/** The whole preview, before → after, why some are refused, and the button that does it. */
export function PreviewPanel({ journal, preview, madeAt, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  const [isScheduling, setScheduling] = useState(false)
  const { number, entity } = journal
  const validate = useValidate(number, onClose)
  const { field, effect } = useJournalText()(journal, journal.references)

  return (
    <SidePanel title={t('journals.preview.title', { number })} isOpen={isOpen} onClose={onClose} size={720}>
      <div className={classes['panel']}>
        <div className={classes['panelHead']}>
          <p className={classes['panelSentence']}>{t('journals.sentence', { field, effect })}</p>
          <JournalFileButton journal={number} part="preview" />
        </div>
        <RefusalReasons entity={entity} reasons={preview.reasons} />
        {isOpen ? <PreviewRows journal={journal} preview={preview} madeAt={madeAt} /> : null}
        <div className={classes['panelFoot']}>
          <ProblemBanner problem={validate.error} />
          {isScheduling ? (
            <ScheduleForm
              isBusy={validate.isPending}
              onCancel={() => setScheduling(false)}
              onSchedule={(at, ifMoved) => validate.mutate({ confirm: preview.change, at, ifMoved })}
            />
          ) : journal.mayValidate && journal.state !== 'scheduled' ? (
            <>
              <p className={classes['point']}>
                <IconLifebuoy size={15} aria-hidden />
                {t('journals.preview.point')}
              </p>
              <div className={classes['panelActions']}>
                <Button
                  variant="default"
                  leftSection={<IconCalendarClock size={15} stroke={1.8} />}
                  disabled={preview.change === 0}
                  onClick={() => setScheduling(true)}
                >
                  {t('journals.schedule.open')}
                </Button>
                <Button
                  disabled={preview.change === 0}
                  loading={validate.isPending}
                  onClick={() => validate.mutate({ confirm: preview.change })}
                >
                  {preview.change === 0
                    ? t('journals.validate.nothing')
                    : t(`journals.validate.${entity}`, { count: preview.change })}
                </Button>
              </div>
            </>
          ) : journal.state === 'scheduled' ? null : (
            <p className={classes['point']}>
              {t(can('journal.validate') ? 'journals.preview.fourEyes' : 'journals.preview.notAllowed')}
            </p>
          )}
        </div>
      </div>
    </SidePanel>
  )
}
