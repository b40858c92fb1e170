import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { componentDefaults } from './component-defaults.ts'

const accent: MantineColorsTuple = [
  '#eef1fe',
  '#dde3fd',
  '#bcc8fb',
  '#9db0ff',
  '#7d94f7',
  '#647ef2',
  '#4f6bec',
  '#3b57e0',
  '#3049c9',
  '#273ca8',
]
const gray: MantineColorsTuple = [
  '#fafafb',
  '#f4f4f6',
  '#e8e8ec',
  '#d5d5dc',
  '#b4b4be',
  '#8e8e9a',
  '#696974',
  '#55555f',
  '#33333b',
  '#17171c',
]
const dark: MantineColorsTuple = [
  '#ececf1',
  '#c9c9d2',
  '#a9a9b6',
  '#8f8f9d',
  '#3c3c46',
  '#2e2e35',
  '#1f1f24',
  '#141417',
  '#0f0f12',
  '#0a0a0c',
]

/** Mantine, dressed in the tokens of tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--rf-font)',
  fontFamilyMonospace: 'var(--rf-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '11px', xl: '16px' },
  defaultRadius: 'md',
  colors: { accent, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 8 },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: componentDefaults,
})

const dressed = {
  '--mantine-color-body': 'var(--rf-bg)',
  '--mantine-color-text': 'var(--rf-text)',
  '--mantine-color-default': 'var(--rf-bg-raised)',
  '--mantine-color-default-hover': 'var(--rf-bg-hover)',
  '--mantine-color-default-border': 'var(--rf-border-strong)',
  '--mantine-color-dimmed': 'var(--rf-text-muted)',
  '--mantine-color-placeholder': 'var(--rf-text-faint)',
  '--mantine-color-error': 'var(--rf-red)',
  '--mantine-color-anchor': 'var(--rf-accent-text)',
}

/** Mantine's own variables, pointed at the tokens where it has one for the same thing. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-shadow-md': 'var(--rf-shadow-md)', '--mantine-shadow-xl': 'var(--rf-shadow-lg)' },
  light: dressed,
  dark: dressed,
})
