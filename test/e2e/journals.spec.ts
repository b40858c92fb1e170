/** A bulk update journal at the keyboard: prepared, previewed, validated, shown and taken back; and the other ways to begin one. */
import type { Page } from '@playwright/test'
import { expect, test } from './server.ts'
import { begin, choose, expectNoAccessibilityFault, overflow, signIn } from './steps.ts'

test.use({ story: 'journals' })
test.describe.configure({ mode: 'serial' })

const left = (page: Page) => page.getByRole('listbox', { name: 'Résultat de la recherche' })
const right = (page: Page) => page.getByRole('listbox', { name: 'Sociétés à mettre à jour' })
const said = (page: Page) => page.locator('[data-said]')

test('twelve companies to work on', async ({ page }) => {
  await begin(page)
  for (let at = 1; at <= 12; at += 1) {
    const values = { name: `Zéphyr ${at}`, alias: at > 9 ? 'Ouest' : null }
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as people do
    const answer = await page.request.post('/api/v1/records/company', { data: { values } })
    expect(answer.status()).toBe(200)
  }
})

test('at the keyboard: a journal is created, targeted, previewed, validated, shown and undone', async ({ page }) => {
  await signIn(page)
  await page.keyboard.press('g')
  await page.keyboard.press('j')
  await expect(page.getByText('Aucun journal pour l’instant')).toBeVisible()
  await expectNoAccessibilityFault(page)

  await page.keyboard.press('Control+a')
  await expect(page.getByRole('combobox', { name: 'Champ à modifier' })).toBeFocused()
  await choose(page, 'alias')
  await expect(page.getByRole('textbox', { name: 'Valeur' })).toBeFocused()
  await page.keyboard.type('Ouest')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Réorganisation 2027')
  await page.keyboard.press('Enter')

  await page.getByRole('searchbox', { name: 'Nom, code, ville, TVA…' }).focus()
  await page.keyboard.type('zephyr')
  await page.keyboard.press('Enter')
  await expect(left(page)).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(said(page)).toHaveText('2 ajoutées')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('ArrowRight')
  await expect(said(page)).toHaveText('10 ajoutées, 2 déjà présentes')
  await expect(right(page).getByRole('option')).toHaveCount(12)
  await expect(right(page).getByRole('option', { name: /Zéphyr 12/ })).toContainText('= inchangée')
  await right(page).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowLeft')
  await expect(said(page)).toHaveText('1 retirée')
  await expect(page.getByText('8 changent')).toBeVisible()
  await expect(page.getByText('3 déjà à la valeur')).toBeVisible()
  await expectNoAccessibilityFault(page)

  await page.getByRole('button', { name: 'Valider…' }).press('Enter')
  await expect(page.getByRole('dialog').getByText('Zéphyr 2', { exact: true })).toBeVisible()
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  await page.getByRole('button', { name: 'Valider 8 sociétés' }).press('Enter')
  await expect(page.getByText('8 modifiées')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /Validé/ })).toBeChecked()
  await expect(page.getByRole('combobox', { name: 'Champ à modifier' })).toBeHidden()

  await page.getByRole('button', { name: 'Visualiser ciblage' }).press('Enter')
  const targeting = page.getByRole('listbox', { name: 'Ciblage du journal' })
  await expect(targeting.getByRole('option')).toHaveCount(11)
  await expectNoAccessibilityFault(page)

  await page.getByRole('button', { name: 'Annuler ce journal…' }).press('Enter')
  await page.getByRole('button', { name: 'Annuler sur 8 fiches' }).press('Enter')
  await expect(page.getByText(/a été annulé/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().press('Enter')
  await expect(page.getByText(/Annulé par le lot/)).toBeVisible()

  await targeting.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /Zéphyr/ })).toBeVisible()
})

test('codes are pasted, a selection is copied from one journal to another, a draft is dropped', async ({ page }) => {
  await signIn(page)
  await page.getByRole('link', { name: 'Mises à jour' }).click()
  await page.getByRole('link', { name: 'Ouvrir le journal n° 1' }).click()
  await page.getByRole('button', { name: 'Copier sélection' }).click()
  await expect(page.getByText(/Sélection copiée/)).toBeVisible()

  await page.keyboard.press('Alt+n')
  await page.getByRole('button', { name: 'Coller sélection (11)' }).click()
  await expect(said(page)).toHaveText('11 ajoutées')
  await page.getByRole('button', { name: 'Plus d’actions' }).click()
  await page.getByRole('menuitem', { name: 'Coller une colonne de codes…' }).click()
  await page.getByRole('textbox', { name: /Codes clients/ }).fill('INCONNU-1\nINCONNU-2')
  await page.getByRole('button', { name: 'Ajouter 2 codes' }).click()
  await expect(page.getByText('2 codes introuvables')).toBeVisible()
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  await page.getByRole('button', { name: 'Fermer' }).last().click()

  await page.getByRole('button', { name: 'Plus d’actions' }).click()
  await page.getByRole('menuitem', { name: 'Supprimer le brouillon' }).click()
  await expect(page.getByText(/Brouillon n° \d+ supprimé/)).toBeVisible()
})

test('a journal begins from a list’s selection, and from the field the cursor is in', async ({ page }) => {
  await signIn(page)
  await page.getByRole('checkbox', { name: /Sélectionner Zéphyr 3/ }).check()
  await page.getByRole('button', { name: 'Mettre à jour un champ…' }).click()
  await expect(right(page).getByRole('option')).toHaveCount(1)

  await page.getByRole('link', { name: 'Sociétés', exact: true }).click()
  await page.getByRole('link', { name: 'Zéphyr 4' }).click()
  await page.getByRole('textbox', { name: 'Alias' }).focus()
  await page.keyboard.press('Control+Shift+e')
  await expect(page.getByRole('textbox', { name: 'Valeur' })).toBeFocused()
  await expect(page.getByRole('combobox', { name: 'Champ à modifier' })).toHaveValue('Alias')
  await page.getByRole('button', { name: 'Ajouter cette société' }).click()
  await expect(right(page).getByRole('option', { name: /Zéphyr 4/ })).toBeVisible()
})

test('on a phone the lists stand under each other and nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page)
  await page.getByRole('link', { name: 'Mises à jour' }).click()
  await page.getByText(/Alias/).first().click()
  await expect(page.getByRole('heading', { name: /Journal n°/ })).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await expectNoAccessibilityFault(page)
})
