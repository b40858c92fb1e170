import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Drawer,
  Input,
  InputWrapper,
  Menu,
  Modal,
  Popover,
  MultiSelect,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  Tooltip,
  type MantineThemeOverride,
} from '@mantine/core'
import { takeMarkedOption } from './take-marked-option.ts'

const inputVars = { '--input-height': 'var(--rf-control)', '--input-fz': 'var(--rf-text-sm)' }

/** Tabbing through a form opens nothing; what is typed takes the first match with Enter. */
const chosenByKeys = { openOnFocus: false, selectFirstOptionOnChange: true, onKeyDown: takeMarkedOption }

/** Sizes and manners of Mantine's components, so that no screen sets them by hand. */
export const componentDefaults: MantineThemeOverride['components'] = {
  Button: Button.extend({
    defaultProps: { size: 'sm' },
    vars: (_, props) => ({
      root:
        props.size === 'sm'
          ? {
              '--button-height': 'var(--rf-control)',
              '--button-padding-x': '12px',
              '--button-fz': 'var(--rf-text-sm)',
            }
          : {},
    }),
    styles: { label: { fontWeight: 500 } },
  }),
  ActionIcon: ActionIcon.extend({
    defaultProps: { variant: 'subtle', color: 'gray', size: 30 },
    vars: (_, { variant, color }) => ({
      root:
        variant === 'subtle' && color === 'gray'
          ? { '--ai-color': 'var(--rf-text-muted)', '--ai-hover': 'var(--rf-bg-muted)' }
          : {},
    }),
  }),
  Input: Input.extend({ vars: () => ({ wrapper: inputVars }) }),
  InputWrapper: InputWrapper.extend({
    styles: {
      label: { fontSize: 'var(--rf-text-xs)', fontWeight: 500, color: 'var(--rf-text-muted)', marginBottom: 4 },
      description: { fontSize: 'var(--rf-text-xs)' },
      error: { fontSize: 'var(--rf-text-xs)', marginTop: 4 },
    },
  }),
  Select: Select.extend({ defaultProps: chosenByKeys }),
  MultiSelect: MultiSelect.extend({ defaultProps: chosenByKeys }),
  Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
  Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
  Badge: Badge.extend({
    defaultProps: { variant: 'light', radius: 'sm' },
    styles: { label: { textTransform: 'none' } },
  }),
  SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
  Tooltip: Tooltip.extend({
    defaultProps: { openDelay: 400, withArrow: false, color: 'var(--rf-bg-tooltip)', fz: 'xs' },
  }),
  Menu: Menu.extend({
    defaultProps: { shadow: 'md', position: 'bottom-end', offset: 6, transitionProps: { duration: 90 } },
    styles: { dropdown: { borderColor: 'var(--rf-border-strong)' }, item: { fontSize: 'var(--rf-text-sm)' } },
  }),
  Popover: Popover.extend({
    defaultProps: { shadow: 'md', transitionProps: { duration: 90 } },
    styles: { dropdown: { borderColor: 'var(--rf-border-strong)' } },
  }),
  Modal: Modal.extend({
    defaultProps: {
      centered: true,
      radius: 'lg',
      overlayProps: { backgroundOpacity: 0.4 },
      transitionProps: { duration: 120 },
    },
    styles: { title: { fontWeight: 600, fontSize: 'var(--rf-text-lg)' } },
  }),
  Drawer: Drawer.extend({
    defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 }, transitionProps: { duration: 180 } },
    styles: { title: { fontWeight: 600, fontSize: 'var(--rf-text-lg)' } },
  }),
  Tabs: Tabs.extend({ styles: { tab: { fontSize: 'var(--rf-text-sm)' } } }),
}
