import { IconFileImport, IconKeyboard, IconPlus, IconRestore, IconStack2, type Icon } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../session/use-session.ts'
import { usePlaces } from './navigation.ts'

type PaletteAction = { id: string; group: 'pages' | 'actions'; label: string; icon: Icon; run: () => void }

/** What the palette offers besides records: pages, and acts one has the right to. */
export function usePaletteActions(onHelp: () => void): PaletteAction[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const can = useCan()
  const pages = usePlaces().map(({ to, name, icon }): PaletteAction => ({
    id: to,
    group: 'pages',
    label: t(`shell.${name}`),
    icon,
    run: () => void navigate({ to }),
  }))
  const act = (id: string, isAllowed: boolean, icon: Icon, label: string, run: () => void): PaletteAction[] =>
    isAllowed ? [{ id, group: 'actions', label, icon, run }] : []
  const says = 'shell.palette'

  return [
    ...pages,
    ...act(
      'company',
      can('company.edit'),
      IconPlus,
      t(`${says}.newCompany`),
      () => void navigate({ to: '/companies/new' }),
    ),
    ...act(
      'contact',
      can('contact.edit'),
      IconPlus,
      t(`${says}.newContact`),
      () => void navigate({ to: '/contacts/new' }),
    ),
    ...act(
      'import',
      can('import.run'),
      IconFileImport,
      t(`${says}.newImport`),
      () => void navigate({ to: '/imports/new' }),
    ),
    ...act(
      'journal',
      can('journal.prepare'),
      IconStack2,
      t(`${says}.newJournal`),
      () => void navigate({ to: '/journals/new' }),
    ),
    ...act(
      'point',
      can('changeSet.undo'),
      IconRestore,
      t(`${says}.newRestorePoint`),
      () => void navigate({ to: '/restore-points', search: { new: true } }),
    ),
    ...act('shortcuts', true, IconKeyboard, t(`${says}.shortcuts`), onHelp),
  ]
}
