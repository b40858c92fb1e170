import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadTemplate, downloadTemplateWorkbook } from '../../../shared/contract/import.contract.ts'
import { endpointUrl } from '../../api/call.ts'
import { BackLink } from '../../design/BackLink.tsx'
import { Card } from '../../design/Card.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { Stepper } from '../../design/Stepper.tsx'
import { importSteps, stepRoute } from '../import-steps.ts'
import { FileDrop } from './FileDrop.tsx'
import { DropZone } from './DropZone.tsx'
import { SubjectPicker } from './SubjectPicker.tsx'
import { takeDropped } from './dropped-file.ts'
import { useUpload } from './use-upload.ts'
import classes from './file.module.css'

/** The columns of the template, the two required ones first. */
const templateColumns = ['code', 'name', 'vat', 'address', 'defaultAddress', 'contact', 'defaultContact'] as const
const required: ReadonlySet<string> = new Set(['code', 'name'])

/** A new import: the file, dropped anywhere on the page or chosen; the template for those who have none. */
export function NewImportPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { entity = 'company' } = useSearch({ from: '/imports/new' })
  const sending = useUpload(
    entity,
    (run) => void navigate({ to: stepRoute.file, params: { id: String(run.id) }, replace: true }),
  )
  const { send } = sending
  useEffect(() => {
    const file = takeDropped()
    if (file) send(file)
  }, [send])

  return (
    <>
      <PageHeader back={<BackLink to="/imports" label={t('imports.title')} />} title={t('imports.file.newTitle')}>
        <Stepper
          label={t('imports.steps.label')}
          current="file"
          onGo={() => undefined}
          steps={importSteps.map((key) => ({
            key,
            label: t(`imports.steps.${key}`),
            isDone: false,
            isReachable: false,
          }))}
        />
      </PageHeader>
      <PageBody width="narrow">
        <SubjectPicker entity={entity} />
        <DropZone sending={sending} />
        {entity === 'company' ? (
          <Card title={t('imports.file.templateTitle')}>
            <p className={classes['text']}>{t('imports.file.templateText')}</p>
            <ul className={classes['columns']} aria-label={t('imports.file.templateColumns')}>
              {templateColumns.map((key) => (
                <li key={key} data-required={required.has(key) || undefined}>
                  {t(`imports.file.column.${key}`)}
                  {required.has(key) ? <span className={classes['required']}>{t('common.required')}</span> : null}
                </li>
              ))}
            </ul>
            <div className={classes['templateFoot']}>
              <Button
                component="a"
                href={endpointUrl(downloadTemplateWorkbook)}
                download
                variant="default"
                leftSection={<IconDownload size={15} stroke={1.8} />}
              >
                {t('imports.file.template')}
              </Button>
              <Button component="a" href={endpointUrl(downloadTemplate)} download variant="subtle">
                {t('imports.file.templateCsv')}
              </Button>
              <p className={classes['quiet']}>{t('imports.file.ownColumns')}</p>
            </div>
          </Card>
        ) : null}
      </PageBody>
      <FileDrop onFile={send} />
    </>
  )
}
