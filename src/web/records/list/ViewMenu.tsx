import { Button, Menu } from '@mantine/core'
import {
  IconBookmark,
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { SavedView, ViewSettings } from '../../../shared/contract/saved-view.contract.ts'
import { notifyProblem } from '../../design/notify.tsx'
import { useViews } from './use-views.ts'
import { ViewDialog } from './ViewDialog.tsx'
import classes from './RecordList.module.css'

type Props = {
  entity: ListEntity
  /** What the list shows now. */
  settings: ViewSettings
  /** The view last chosen, by the address. */
  current: number | undefined
  onChoose: (view: SavedView | undefined) => void
}

/** A value as text that does not depend on the order of keys: the server keeps them in one of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

/** Whether two views show the same: an absent setting is the same as the usual one. */
const isSame = (a: ViewSettings, b: ViewSettings) => {
  const said = ({ direction = 'asc', ...one }: ViewSettings) => canonical({ ...one, direction })
  return said(a) === said(b)
}

/** The saved views of a list: chosen, saved, shared, renamed, deleted. */
export function ViewMenu({ entity, settings, current, onChoose }: Props) {
  const { t } = useTranslation()
  const { views, create, update, remove } = useViews(entity)
  const [dialog, setDialog] = useState<'create' | 'edit' | null>(null)
  const view = views.find(({ id }) => id === current)
  const isModified = view !== undefined && !isSame(view.settings, settings)
  const groups = [
    { label: t('list.views.mine'), items: views.filter((one) => !one.isShared) },
    { label: t('list.views.shared'), items: views.filter((one) => one.isShared) },
  ].filter(({ items }) => items.length > 0)

  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={15} stroke={1.8} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {view ? view.name : t('list.views.menu')}
            {isModified ? <span className={classes['modified']}>{t('list.views.modified')}</span> : null}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChoose(undefined)}>{t('list.views.usual')}</Menu.Item>
          {groups.length === 0 ? <p className={classes['pickerHeading']}>{t('list.views.none')}</p> : null}
          {groups.map(({ label, items }) => (
            <div key={label}>
              <Menu.Label>{label}</Menu.Label>
              {items.map((one) => (
                <Menu.Item
                  key={one.id}
                  aria-current={one.id === current || undefined}
                  leftSection={
                    one.isShared ? <IconUsers size={15} stroke={1.7} /> : <IconBookmark size={15} stroke={1.7} />
                  }
                  onClick={() => onChoose(one)}
                >
                  {one.name}
                  {one.isMine ? null : (
                    <span className={classes['modified']}>{t('list.views.by', { name: one.owner })}</span>
                  )}
                </Menu.Item>
              ))}
            </div>
          ))}
          <Menu.Divider />
          {view?.isMine && isModified ? (
            <Menu.Item
              leftSection={<IconDeviceFloppy size={15} stroke={1.7} />}
              onClick={() => update.mutate({ id: view.id, settings }, { onError: notifyProblem })}
            >
              {t('list.views.save', { name: view.name })}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => setDialog('create')}>
            {t('list.views.saveAs')}
          </Menu.Item>
          {view?.isMine ? (
            <>
              <Menu.Item leftSection={<IconPencil size={15} stroke={1.7} />} onClick={() => setDialog('edit')}>
                {t('list.views.edit')}
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={15} stroke={1.7} />}
                onClick={() => remove.mutate(view, { onSuccess: () => onChoose(undefined) })}
              >
                {t('list.views.delete', { name: view.name })}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog ? (
        <ViewDialog
          title={t(dialog === 'create' ? 'list.views.createTitle' : 'list.views.editTitle')}
          initial={dialog === 'edit' && view ? view : { name: '', isShared: false }}
          problem={dialog === 'create' ? create.error : update.error}
          isSaving={create.isPending || update.isPending}
          onClose={() => {
            create.reset()
            update.reset()
            setDialog(null)
          }}
          onSave={(head) => {
            const onSuccess = (saved: SavedView) => {
              setDialog(null)
              if (dialog === 'create') onChoose(saved)
            }
            if (dialog === 'create') create.mutate({ ...head, settings }, { onSuccess })
            else if (view) update.mutate({ id: view.id, ...head }, { onSuccess })
          }}
        />
      ) : null}
    </>
  )
}
