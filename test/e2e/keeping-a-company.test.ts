/** A first start, then a company created, changed, taken back and found again, at the keyboard, as a user does it. */
import { expect, test } from './server.ts'
import { administrator, expectNoAccessibilityFault, fillSetUp, overflow, signIn } from './steps.ts'

test.use({ story: 'keeping a company' })
test.describe.configure({ mode: 'serial' })

test('the first start creates the administrator and says where the data is kept', async ({ page, server }) => {
  await page.goto('/')
  await expect(page.getByText(server.dataDir)).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByRole('button', { name: 'Créer l’administrateur et commencer' }).click()
  await expect(page.getByText('Indiquez votre nom.')).toBeVisible()

  await fillSetUp(page)

  await expect(page.getByText('Aucune société pour l’instant')).toBeVisible()
  await expectNoAccessibilityFault(page)
})

test('a prospect asks for its telemarketer, whatever tab it is on', async ({ page }) => {
  await signIn(page)
  await page.keyboard.press('Alt+n')
  await page.getByRole('textbox', { name: 'Société' }).fill('Ets Durand & Fils')
  await page.getByRole('combobox', { name: 'Statut commercial' }).click()
  await page.getByRole('option', { name: 'Prospect' }).click()
  await page.keyboard.press('Control+s')

  const telemarketer = page.getByRole('combobox', { name: 'Télémarketeur' })
  await expect(page.getByText('« Télémarketeur » est obligatoire.')).toBeVisible()
  await expect(telemarketer).toBeFocused()

  await telemarketer.click()
  await page.getByRole('option', { name: administrator.name }).click()
  await page.getByRole('textbox', { name: 'Chiffre d’affaires annuel' }).fill('1 234,5')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { name: 'Ets Durand & Fils' })).toBeVisible()
})

test('a change is saved, undone from its toast, and told in the history', async ({ page }) => {
  await signIn(page)
  await page.getByRole('link', { name: 'Ets Durand & Fils' }).click()
  const alias = page.getByRole('textbox', { name: 'Alias' })
  await alias.fill('Durand & Sons')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Société enregistrée.')).toBeVisible()

  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect(page.getByText('Modification annulée.')).toBeVisible()
  await expect(alias).toHaveValue('')

  await page.getByRole('tab', { name: 'Historique' }).click()
  await expect(page.getByText('Annule le lot')).toBeVisible()
  await expect(page.getByText('Durand & Sons').first()).toBeVisible()
  await expectNoAccessibilityFault(page)
})

test('leaving with unsaved changes asks once', async ({ page }) => {
  await signIn(page)
  await page.getByRole('link', { name: 'Ets Durand & Fils' }).click()
  await page.getByRole('textbox', { name: 'Alias' }).fill('autre chose')
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  await page.getByRole('button', { name: 'Rester sur la fiche' }).click()
  await expect(page.getByRole('textbox', { name: 'Alias' })).toHaveValue('autre chose')
  await page.getByRole('link', { name: 'Contacts', exact: true }).click()
  await page.getByRole('button', { name: 'Quitter sans enregistrer' }).click()
  await expect(page.getByText('Aucun contact pour l’instant')).toBeVisible()
})

test('the list is searched, filtered and opened from the keyboard, its state in the address', async ({ page }) => {
  await signIn(page)
  await page.keyboard.press('/')
  await page.keyboard.type('durand')
  await expect(page).toHaveURL(/q=durand/)
  await expect(page.getByText('1 société')).toBeVisible()

  await page.getByRole('button', { name: 'Filtre', exact: true }).click()
  await page.getByRole('textbox', { name: 'Chercher un champ' }).fill('statut')
  await page.keyboard.press('Enter')
  await page
    .getByRole('textbox', { name: 'Valeurs' })
    .or(page.getByRole('combobox', { name: 'Valeurs' }))
    .click()
  await page.getByRole('option', { name: 'Lead' }).click()
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Appliquer' }).click()
  await expect(page.getByText('Aucune société ne correspond')).toBeVisible()
  await page.getByRole('button', { name: 'Effacer la recherche et les filtres' }).click()

  await expect(page.getByRole('link', { name: 'Ets Durand & Fils' })).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Ets Durand & Fils' })).toBeVisible()
})

test('on a phone the list is cards and nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page)
  await expect(page.getByRole('link', { name: 'Ets Durand & Fils' })).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await expectNoAccessibilityFault(page)
})
