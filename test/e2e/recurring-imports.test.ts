/** A watched folder set up on screen, tested and run: one file imported, one stopped and opened as a draft; in both languages, on a desk and a phone. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoAccessibilityFault, overflow, setUp, signInByApi } from './steps.ts'
import { expect, startServer, test as base, type RunningServer } from './server.ts'

let folder = ''

/** With a folder that is open to recurring imports. */
const test = base.extend<object, { server: RunningServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters' names: none is needed
    async ({}, use) => {
      const root = await mkdtemp(join(tmpdir(), 'rafale-e2e-watch-'))
      folder = join(root, 'erp')
      await mkdir(folder)
      const server = await startServer({ env: { RAFALE_WATCH_DIR: root } })
      await use(server)
      await server.stop()
      await rm(root, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

test.use({ story: 'recurring imports' })
test.describe.configure({ mode: 'serial' })

const lines = (...rows: string[]) => `${['Code;Nom;Ville', ...rows].join('\n')}\n`

/** A mapping saved by an import of a sample file, as a person would have. */
async function saveMapping(page: Page) {
  const file = { name: 'modele.csv', mimeType: 'text/csv', buffer: Buffer.from(lines('M1;Modèle;Nantes')) }
  const made = await page.request.post('/api/v1/imports', { multipart: { entity: 'company', file } })
  const { id } = (await made.json()) as { id: number }
  await expect
    .poll(async () => ((await (await page.request.get(`/api/v1/imports/${id}`)).json()) as { state: string }).state)
    .toBe('staged')
  const saved = await page.request.post(`/api/v1/imports/${id}/saved-mapping`, { data: { name: 'Clients ERP' } })
  expect(saved.status()).toBe(200)
}

test('a source is set up, tested and run; a file is imported', async ({ page }) => {
  await setUp(page)
  await saveMapping(page)
  await page.goto('/imports')
  await page.getByRole('link', { name: 'Imports récurrents' }).click()
  await expect(page.getByText('Aucun import récurrent pour l’instant')).toBeVisible()
  await expectNoAccessibilityFault(page)

  await page.getByRole('link', { name: 'Ajouter une source' }).click()
  await page.getByLabel('Nom de la source').fill('Clients de l’ERP')
  await page.getByRole('combobox', { name: 'Dossier' }).click()
  await page.getByRole('option', { name: 'erp' }).click()
  await page.getByRole('combobox', { name: 'Mappage enregistré' }).click()
  await page.getByRole('option', { name: 'Clients ERP' }).click()
  await page.getByLabel('Créations : plus de').fill('2')
  await page.getByRole('combobox', { name: 'Envoyer le résultat à' }).fill('donnees@exemple.fr')
  await expectNoAccessibilityFault(page)
  await page.getByText('Serveur SFTP', { exact: true }).click()
  await expect(page.getByLabel('Mot de passe')).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByText('Dossier surveillé', { exact: true }).click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()

  await expect(page.getByRole('heading', { name: 'Clients de l’ERP' })).toBeVisible()
  await expect(page.getByText('toutes les 15 minutes')).toBeVisible()
  await expect(page.getByText('plus de 2 créations')).toBeVisible()
  await writeFile(join(folder, 'novembre.csv'), lines('A1;Un;Nantes', 'A2;Deux;Brest'))
  await writeFile(join(folder, 'lisez-moi.txt'), 'rien à importer')
  await page.getByRole('button', { name: 'Tester' }).click()
  await expect(page.getByText('Sera pris')).toBeVisible()
  await expect(page.getByText('Autre nom')).toBeVisible()
  await expectNoAccessibilityFault(page)

  await page.getByRole('button', { name: 'Exécuter maintenant' }).click()
  await expect(page.getByText('2 lignes : 2 créées, 0 modifiées, 0 inchangées, 0 refusées')).toBeVisible({
    timeout: 90_000,
  })
  await expect(page.getByText('rangé : done/')).toBeVisible()
  await expectNoAccessibilityFault(page)
})

test('a file that passes a limit waits as a draft, which says why', async ({ page }) => {
  await signInByApi(page)
  await writeFile(join(folder, 'decembre.csv'), lines('B1;Un;Nantes', 'B2;Deux;Brest', 'B3;Trois;Rezé'))
  await page.goto('/imports/sources')
  await page.getByRole('link', { name: 'Clients de l’ERP' }).click()
  await page.getByRole('button', { name: 'Exécuter maintenant' }).click()
  await expect(page.getByText('3 créations : plus que la limite de la source (2).').first()).toBeVisible({
    timeout: 90_000,
  })
  await expectNoAccessibilityFault(page)
  await page.getByRole('link', { name: 'Ouvrir le brouillon' }).click()
  await expect(page.getByText('3 créations : plus que la limite de la source (2).').first()).toBeVisible()

  await page.getByRole('button', { name: /notification/i }).click()
  await expect(page.getByText('Import récurrent arrêté, à examiner')).toBeVisible()
})

test('in English and on a phone nothing is cut off or out of reach', async ({ page }) => {
  await signInByApi(page)
  await page.addInitScript(`localStorage.setItem('rafale-language', 'en')`)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const [path, heading] of [
      ['/imports/sources', 'Recurring imports'],
      ['/imports/sources/1', 'Clients de l’ERP'],
      ['/imports/sources/1/edit', 'Edit Clients de l’ERP'],
      ['/imports/sources/new', 'New source'],
    ] as const) {
      await page.goto(path)
      await expect(page.getByRole('heading', { name: heading })).toBeVisible()
      await page.waitForLoadState('networkidle')
      expect(await overflow(page), `${path} at ${width}`).toBeLessThanOrEqual(0)
      await expectNoAccessibilityFault(page)
    }
  }
})
