/** A large file on its way: how far it is, paused and gone on with, a line that breaks, and giving it up. */
import type { Page, Route } from '@playwright/test'
import { looking } from './import-steps.ts'
import { expect, test } from './server.ts'
import { setUp, signInByApi } from './steps.ts'

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 }, story: 'upload' })

const look = looking('upload')
const rows = 300_000
const content = `Code;Nom\n${Array.from({ length: rows }, (_, row) => `C${row};Société n° ${row}\n`).join('')}`
const pieces = '**/api/v1/uploads/*/pieces?*'

const choose = (page: Page) =>
  page
    .getByLabel('Choisir un fichier')
    .and(page.locator('input'))
    .setInputFiles({ name: 'grand.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })

test('a file of several pieces is paused, survives a line that breaks, and is read to its last row', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await setUp(page)
  await page.goto('/imports/new')
  // The first piece goes through, the second waits until the file was paused.
  const offsets: string[] = []
  const held: Route[] = []
  await page.route(pieces, async (route) => {
    const offset = new URL(route.request().url()).searchParams.get('offset') ?? ''
    offsets.push(offset)
    if (offset === '0' || offsets.length > 3) await route.continue()
    else if (offsets.length === 2) held.push(route)
    else await route.abort('connectionreset')
  })
  await choose(page)
  await expect(page.getByText(/^4,2\sMo sur \d+(,\d)?\sMo$/)).toBeVisible()
  await expect.poll(() => held.length).toBe(1)
  await page.getByRole('button', { name: 'Mettre en pause' }).click()
  await expect(page.getByText(/^En pause\s:\s4,2\sMo sur/)).toBeVisible()
  await look(page, '1-paused')

  // Gone on with, the line breaks: that pauses it too, and says why.
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await expect(page.getByRole('alert')).toContainText('Le serveur ne répond pas')
  await look(page, '2-broken')
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/file'))
  await expect(page.getByText(/300.000 lignes/)).toBeVisible({ timeout: 60_000 })
  expect(offsets.slice(0, 4)).toEqual(['0', '4194304', '4194304', '4194304'])
})

test('a file given up leaves nothing behind', async ({ page }) => {
  await signInByApi(page)
  await page.goto('/imports/new')
  await page.route(pieces, () => undefined)
  await choose(page)
  const forgotten = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await page.getByRole('button', { name: 'Annuler' }).click()
  expect((await forgotten).status()).toBe(200)
  await expect(page.getByText('Déposez votre fichier ici')).toBeVisible()
})
