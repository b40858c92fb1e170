import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../design/LinkButton.tsx'
import classes from './JournalList.module.css'

/** Makes a journal: of companies, or of contacts from the menu beside. */
export function NewJournalButton() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className={classes['new']}>
      <LinkButton to="/journals/new" leftSection={<IconPlus size={16} stroke={2} />} className={classes['newMain']}>
        {t('journals.new')}
      </LinkButton>
      <Menu>
        <Menu.Target>
          <ActionIcon
            variant="filled"
            color="accent"
            className={classes['newOther']}
            aria-label={t('journals.newOther')}
          >
            <IconChevronDown size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {(['company', 'contact'] as const).map((entity) => (
            <Menu.Item key={entity} onClick={() => void navigate({ to: '/journals/new', search: { entity } })}>
              {t(`journals.newFor.${entity}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
