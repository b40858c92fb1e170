import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryClient } from './api/query-client.ts'
import { cssVariables, theme } from './design/theme.ts'
import { router } from './routes/router.ts'
import { useLanguage } from './texts/use-language.ts'

/** Everything a page needs around it: theme, server state, dates, toasts, addresses. */
export function App() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, consistentWeeks: true }}>
          <ModalsProvider
            labels={{ confirm: t('common.confirm'), cancel: t('common.cancel') }}
            modalProps={{ closeButtonProps: { 'aria-label': t('common.close') } }}
          >
            <Notifications position="bottom-right" limit={4} />
            <RouterProvider router={router} />
          </ModalsProvider>
        </DatesProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
