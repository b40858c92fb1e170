import '@fontsource-variable/inter'
import './design/tokens.css'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/dropzone/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './design/global.css'
import dayjs from 'dayjs'
import 'dayjs/locale/fr.js'
import customParseFormat from 'dayjs/plugin/customParseFormat.js'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import './texts/i18n.ts'

// Without it, dates typed the French way vanish.
dayjs.extend(customParseFormat)

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
