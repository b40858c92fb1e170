import { MultiSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from '../administration/Administration.module.css'
import { Card } from '../design/Card.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { useLookups } from '../fields/use-lookups.ts'
import { useFavourites } from './use-favourites.ts'

/** The users one picks from first. */
export function FavouritesCard() {
  const { t } = useTranslation()
  const { users } = useLookups()
  const { favourites, error, setFavourites } = useFavourites()
  return (
    <Card title={t('account.favourites.title')}>
      <Stack>
        <p className={classes['text']}>{t('account.favourites.text')}</p>
        <ProblemBanner problem={error} />
        <MultiSelect
          aria-label={t('account.favourites.title')}
          placeholder={favourites.length === 0 ? t('account.favourites.placeholder') : ''}
          data={[...users.values()]
            .filter(({ id, isActive }) => isActive || favourites.includes(id))
            .map(({ id, name }) => ({ value: String(id), label: name }))}
          value={favourites.map(String)}
          onChange={(ids) => setFavourites(ids.map(Number))}
          searchable
        />
      </Stack>
    </Card>
  )
}
