/** Duplicates: told while a company is typed, searched, set aside, compared, merged and taken back; by keyboard, in both languages. */
import type { Page } from '@playwright/test'
import { expect, test } from './server.ts'
import { begin, expectNoAccessibilityFault, overflow } from './steps.ts'

test.use({ story: 'duplicates' })
test.describe.configure({ mode: 'serial' })

async function create(page: Page, values: object, city = 'Nantes') {
  const address = { values: { kind: 'main', line1: '4 quai de la Fosse', postalCode: '44000', city } }
  const answer = await page.request.post('/api/v1/records/company', { data: { values, addresses: [address] } })
  expect(answer.status()).toBe(200)
}

test('what is typed and exists already is told in the form, and stops nobody', async ({ page }) => {
  await begin(page)
  await create(page, { name: 'Voilerie Quermont SARL', siren: '732829320', phoneMain: '02 40 11 22 33', alias: 'VQ' })
  await create(page, { name: 'Voilerie Quermon', siren: '732 829 320', website: 'https://quermont.example' })
  await create(page, { name: 'Cordages Lemoy', phoneMain: '02 51 00 00 01' })
  await create(page, { name: 'Cordages Lemoy', phoneMain: '02 51 00 00 01' })

  await page.keyboard.press('Alt+n')
  await page.getByRole('textbox', { name: 'Société' }).fill('voilerie quermont')
  const told = page.getByRole('region', { name: 'Cette société existe peut-être déjà' })
  await expect(told.getByRole('link', { name: 'Voilerie Quermont SARL' })).toBeVisible()
  await expect(told.getByRole('link', { name: 'Voilerie Quermon', exact: true })).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByRole('textbox', { name: 'Société' }).fill('Tout autre chose')
  await expect(told).toBeHidden()
})

test('at the keyboard: searched, set aside and put back, compared, merged and taken back', async ({ page }) => {
  await begin(page)
  await page.getByRole('link', { name: 'Doublons' }).press('Enter')
  await expect(page.getByText('Aucune recherche pour l’instant')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByRole('button', { name: 'Rechercher les doublons' }).press('Enter')
  const pairs = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: /^Comparer/ }) })
  await expect(pairs).toHaveCount(2)
  await expect(pairs.filter({ hasText: 'Quermon' })).toContainText('Même : SIREN')
  await expectNoAccessibilityFault(page)

  await page.getByRole('button', { name: /Cordages Lemoy.*ne sont pas des doublons/ }).press('Enter')
  await expect(pairs).toHaveCount(1)
  await page.getByText('Écartés', { exact: true }).click()
  await page.getByRole('button', { name: /^Remettre Cordages Lemoy/ }).press('Enter')
  await expect(page.getByText('Aucune paire écartée')).toBeVisible()
  await page.getByText('À traiter', { exact: true }).click()
  await expect(pairs).toHaveCount(2)

  await page.getByRole('link', { name: /^Comparer Voilerie/ }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Fusionner des sociétés' })).toBeVisible()
  await expect(page.getByText(/son code continue à retrouver/)).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByRole('radio', { name: 'Conserver la fiche Voilerie Quermont SARL' }).press('Space')
  await expect(page.getByRole('radio', { name: 'Société de Voilerie Quermont SARL' })).toBeChecked()
  await page.getByRole('radio', { name: 'Société de Voilerie Quermont SARL' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Société de Voilerie Quermon', exact: true })).toBeChecked()
  const merge = page.getByRole('button', { name: 'Fusionner 2 sociétés' })
  await expect(merge).toBeEnabled()
  await merge.press('Enter')
  await expect(page.getByRole('heading', { name: 'Voilerie Quermon', exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Alias' })).toHaveValue('VQ')

  await page.getByRole('button', { name: 'Annuler', exact: true }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Voilerie Quermont SARL' })).toBeVisible()
})

test('two records selected in the list are compared', async ({ page }) => {
  await begin(page)
  const boxes = page.getByRole('checkbox', { name: /Sélectionner Cordages Lemoy/ })
  await expect(boxes).toHaveCount(2)
  for (const box of await boxes.all()) await box.check()
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Comparer et fusionner…' }).click()
  await expect(page.getByRole('button', { name: 'Fusionner 2 sociétés' })).toBeEnabled()
})

test('in English, and on a phone, nothing is cut off and nothing out of reach', async ({ page }) => {
  await begin(page)
  await page.request.patch('/api/v1/me', { data: { language: 'en' } })
  await page.evaluate(`localStorage.setItem('rafale-language', 'en')`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/duplicates')
  const compare = page.getByRole('link', { name: /^Compare Cordages/ })
  await expect(compare).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await expectNoAccessibilityFault(page)
  await compare.click()
  await expect(page.getByRole('button', { name: 'Merge 2 companies' })).toBeEnabled()
  expect(await overflow(page)).toBe(0)
  await expectNoAccessibilityFault(page)
})
