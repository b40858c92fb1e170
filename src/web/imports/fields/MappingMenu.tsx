import { Button, Menu } from '@mantine/core'
import { IconBookmark, IconBookmarkPlus, IconChevronDown, IconSettings } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listMappings, useMapping } from '../../../shared/contract/import-mapping.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { notifyDone, notifyProblem } from '../../design/notify.tsx'
import { useImport } from '../import-context.ts'
import { keepImport } from '../use-import-query.ts'
import { ManageMappingsDialog, SaveMappingDialog } from './MappingDialogs.tsx'
import classes from './fields.module.css'

/** Mappings kept by name: the one in use, others to use instead, this one to save. */
export function MappingMenu() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, flush } = useImport()
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const { data: saved = [] } = useQuery({
    queryKey: [...queryKeys.imports, 'mappings', run.entity],
    queryFn: ({ signal }) => call(listMappings, { query: { entity: run.entity }, signal }),
  })
  const use = useMutation({
    mutationFn: async (mapping: number) => {
      await flush()
      return call(useMapping, { params: { id: run.id }, body: { mapping } })
    },
    onSuccess: (mapped) => {
      keepImport(mapped, client)
      notifyDone({ message: t('imports.mappings.used', { name: mapped.mapping?.name ?? '' }) })
    },
    onError: notifyProblem,
  })
  return (
    <>
      <Menu position="bottom-end" width={320}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            loading={use.isPending}
            leftSection={<IconBookmark size={14} stroke={1.8} />}
            rightSection={<IconChevronDown size={14} stroke={1.8} />}
          >
            {run.mapping ? t('imports.mappings.current', { name: run.mapping.name }) : t('imports.mappings.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {saved.length > 0 ? <Menu.Label>{t('imports.mappings.use')}</Menu.Label> : null}
          {saved.map(({ id, name, isOwn, owner }) => (
            <Menu.Item key={id} onClick={() => use.mutate(id)}>
              {name}
              {isOwn ? null : <span className={classes['usedBy']}>{t('imports.mappings.sharedBy', { owner })}</span>}
            </Menu.Item>
          ))}
          {saved.length > 0 ? <Menu.Divider /> : null}
          <Menu.Item leftSection={<IconBookmarkPlus size={15} />} onClick={() => setDialog('save')}>
            {t('imports.mappings.save')}
          </Menu.Item>
          {saved.length > 0 ? (
            <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => setDialog('manage')}>
              {t('imports.mappings.manage')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' ? <SaveMappingDialog saved={saved} onClose={() => setDialog(null)} /> : null}
      {dialog === 'manage' ? <ManageMappingsDialog saved={saved} onClose={() => setDialog(null)} /> : null}
    </>
  )
}
