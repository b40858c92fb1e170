/** The page of the system, in French: how the installation is, a backup made, downloaded and deleted, daily ones set, sample data taken away. */
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { expectNoAccessibilityFault, setUp, signInByApi } from './steps.ts'
import { expect, test } from './server.ts'

test.use({ story: 'system' })
test.describe.configure({ mode: 'serial' })

test('an administrator looks at the system, makes a backup, downloads and deletes it', async ({ page, server }) => {
  await setUp(page, { withSampleData: true })
  await page.goto('/administration/users')
  await page.getByRole('link', { name: 'Système' }).click()
  await expect(page.getByText(/PostgreSQL \d+\.\d+, fourni avec Rafale/)).toBeVisible()
  await expect(page.getByText('En service')).toBeVisible()
  await expect(page.getByText('En place')).toBeVisible()
  await expect(page.getByText(`${server.dataDir}/secret.key`).first()).toBeVisible()
  await expect(page.getByText('Aucune sauvegarde pour l’instant')).toBeVisible()
  await expectNoAccessibilityFault(page)

  await page.getByRole('button', { name: 'Faire une sauvegarde maintenant' }).click()
  const line = page.getByRole('list', { name: 'Sauvegardes' }).getByRole('listitem')
  await expect(line).toHaveCount(1, { timeout: 60_000 })
  await expect(line).toContainText('À la demande')
  await expect(page.getByText('rafale restore-backup')).toContainText('--key secret.key')
  await expectNoAccessibilityFault(page)

  await page.getByRole('button', { name: /notification/i }).click()
  await page.getByRole('link', { name: /Sauvegarde terminée/ }).click()
  await expect(page).toHaveURL(/administration\/system/)

  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: /Télécharger/ }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^rafale-hand-\d{8}T\d{6}Z\.tar\.gz$/)
  const content = gunzipSync(await readFile(await download.path()))
  expect(content.toString('utf8', 0, 20)).toBe('rafale-backup.json\0\0')

  await line.getByRole('button', { name: /Supprimer/ }).click()
  await expect(page.getByRole('dialog')).toContainText('Cela ne peut pas être annulé')
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await expect(page.getByText('Aucune sauvegarde pour l’instant')).toBeVisible()
})

test('daily backups are set, and sample data is taken away', async ({ page }) => {
  await signInByApi(page)
  await page.goto('/administration/system')
  await page.getByLabel('Heure (Europe/Paris)').fill('04:15')
  await page.getByLabel('Nombre de sauvegardes quotidiennes gardées').fill('3')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByText(/La prochaine se fera le .* 04:15/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Nombre de sauvegardes quotidiennes gardées')).toHaveValue('3')

  await page.getByRole('button', { name: 'Retirer les données de démonstration' }).click({ timeout: 90_000 })
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Annuler sur/ }).click({ timeout: 90_000 })
  await expect(dialog.getByRole('alert')).toBeVisible({ timeout: 120_000 })
  await dialog.getByRole('button', { name: 'Fermer' }).last().click()
  await expect(page.getByRole('heading', { name: 'Données de démonstration' })).toHaveCount(0)
  const companies = await page.request.get('/api/v1/records/company/count')
  expect(await companies.text()).toMatch(/:0\b/)
})

test('in English and on a phone nothing is cut off or out of reach', async ({ page }) => {
  await signInByApi(page)
  await page.addInitScript(`localStorage.setItem('rafale-language', 'en')`)
  await page.request.post('/api/v1/backups')
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/administration/system')
    await expect(page.getByRole('heading', { name: 'System' })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Backups' })).toContainText('By hand', { timeout: 60_000 })
    await page.waitForLoadState('networkidle')
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow, `at ${width}`).toBeLessThanOrEqual(0)
    await expectNoAccessibilityFault(page)
  }
})
