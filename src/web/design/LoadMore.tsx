import { Button, type ButtonProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }

/** Asks for the next page of a list; nothing when there is none. */
export function LoadMore({ of, ...look }: { of: Pages } & ButtonProps) {
  const { t } = useTranslation()
  if (!of.hasNextPage) return null
  return (
    <Button variant="default" {...look} loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {t('common.loadMore')}
    </Button>
  )
}
