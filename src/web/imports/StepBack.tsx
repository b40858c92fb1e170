import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../design/LinkButton.tsx'
import { stepRoute, type ImportStep } from './import-steps.ts'

/** The way back to an earlier step. */
export function StepBack({ id, step }: { id: number; step: ImportStep }) {
  const { t } = useTranslation()
  return (
    <LinkButton
      to={stepRoute[step]}
      params={{ id: String(id) }}
      variant="default"
      leftSection={<IconArrowLeft size={15} stroke={1.8} />}
    >
      {t(`imports.steps.${step}`)}
    </LinkButton>
  )
}
