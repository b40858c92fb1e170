/** Contacts imported into companies found by name, the template and an export at hand. */
import { readFile } from 'node:fs/promises'
import { looking, step, upload } from './import-steps.ts'
import { expect, test } from './server.ts'
import { setUp } from './steps.ts'

test.use({ viewport: { width: 1440, height: 900 }, story: 'import-contacts' })

const look = looking('import-contacts')

test('contacts are imported into companies found by their name, with the template and an export at hand', async ({
  page,
}) => {
  await setUp(page)
  for (const name of ['Aprool', 'Blou', 'Cordage']) {
    const made = await page.request.post('/api/v1/records/company', {
      data: { values: { name, salesStatus: 'client' } },
    })
    expect(made.ok()).toBe(true)
  }
  await page.goto('/imports/new')
  await look(page, '9-new')
  const template = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Télécharger le modèle (Excel)' }).click()
  expect((await readFile(await (await template).path())).subarray(0, 2).toString()).toBe('PK')
  await page.goto('/imports/new?entity=contact')
  await upload(
    page,
    'contacts.csv',
    'Prénom;Nom;Société;E-mail 1\nZoé;DURAND;Aprool;zoe@aprool.example\nLéa;PETIT;Inconnue;lea@inconnue.example\n',
  )
  await page.getByRole('button', { name: 'Associer les champs' }).click()
  await step(page, 'fields')
  await expect(page.getByText('4 colonnes importées')).toBeVisible()
  await look(page, '10-contacts')
  await page.getByRole('button', { name: 'Contrôler 2 lignes' }).click()
  await step(page, 'check')
  await expect(page.getByRole('button', { name: '1 bloquée', exact: true })).toBeVisible()
  await look(page, '11-contacts-check')
  await page.getByRole('button', { name: 'Voir le récapitulatif sans la ligne bloquée' }).click()
  await step(page, 'recap')
  await page.getByRole('button', { name: 'Importer 1 contact' }).click()
  await expect(page.getByRole('heading', { name: 'Import terminé' })).toBeVisible()
  await look(page, '12-result')

  await page.goto('/companies')
  await page.getByRole('button', { name: 'Exporter', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('CSV', { exact: true }).click()
  await dialog.getByText('Celles de la liste').click()
  await look(page, '13-export', '[role=dialog]')
  const file = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Exporter 3 sociétés/ }).click()
  const csv = await readFile(await (await file).path(), 'utf8')
  expect(csv.split('\r\n')[0]).toMatch(/^\uFEFF"?ID Rafale \(export \d+\)/)
  expect(csv).toContain('Aprool')
})
