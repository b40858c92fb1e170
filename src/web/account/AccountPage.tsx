import { useTranslation } from 'react-i18next'
import { Card } from '../design/Card.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { FactorCard } from './FactorCard.tsx'
import { FavouritesCard } from './FavouritesCard.tsx'
import { KeysCard } from './KeysCard.tsx'
import { PasswordForm, ProfileForm } from './identity-forms.tsx'
import { SessionsCard } from './SessionsCard.tsx'

/** One's own account. */
export function AccountPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('account.title')} />
      <PageBody width="narrow">
        <Card title={t('account.profile')}>
          <ProfileForm />
        </Card>
        <Card title={t('account.password')}>
          <PasswordForm />
        </Card>
        <FactorCard />
        <SessionsCard />
        <KeysCard />
        <FavouritesCard />
      </PageBody>
    </>
  )
}
