import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBaselineDensityMedium, IconBaselineDensitySmall } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDensity } from '../../preferences/use-density.ts'

/** Compact or comfortable rows. */
export function DensityButton({ className }: { className?: string | undefined }) {
  const { t } = useTranslation()
  const { density, setDensity } = useDensity()
  const Sign = density === 'compact' ? IconBaselineDensitySmall : IconBaselineDensityMedium
  const label = `${t('list.density')} (${t(`shell.${density}`)})`
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={label}
        className={className}
        onClick={() => setDensity(density === 'compact' ? 'comfortable' : 'compact')}
      >
        <Sign size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
