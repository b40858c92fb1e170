import { Modal, Switch } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../design/KeyHint.tsx'
import { useLanguage } from '../texts/use-language.ts'
import { singleKeysStorage } from './shortcut-listener.ts'
import { keysShown, shortcutTable, type ShortcutName } from './shortcut-table.ts'
import classes from './ShortcutSheet.module.css'

const groups = ['anywhere', 'inLists', 'inRecords'] as const
const names = Object.keys(shortcutTable) as ShortcutName[]

/** Every shortcut, and the switch that silences the single-key ones. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [isOn, setOn] = useLocalStorage({ key: singleKeysStorage, defaultValue: true })
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes['groups']}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={classes['heading']}>{t(`shortcuts.${group}`)}</h3>
            <dl className={classes['list']}>
              {names
                .filter((name) => shortcutTable[name].group === group)
                .map((name) => (
                  <div key={name} className={classes['line']}>
                    <dt>{t(`shortcuts.names.${name}`)}</dt>
                    <dd aria-label={keysShown(name, language)}>
                      <KeyHint keys={keysShown(name, language)} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="lg"
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
        label={t('shortcuts.isOn')}
        description={t('shortcuts.isOnText')}
      />
    </Modal>
  )
}
