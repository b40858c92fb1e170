/** Bulk updates and their way back, in the browser: from a field, by four eyes, at a time; points, change sets, the bin. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { administrator, expectNoAccessibilityFault, setUp, signInByApi } from './steps.ts'
import { expect, test, type RunningServer } from './server.ts'

const commandLine = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const paul = { email: 'paul@exemple.fr', password: 'une autre phrase à retenir' }

test.use({ story: 'bulk updates' })
test.describe.configure({ mode: 'serial' })

async function post<T>(page: Page, path: string, data: object = {}): Promise<T> {
  const answer = await page.request.post(`/api/v1${path}`, { data })
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as T
}
const get = async <T>(page: Page, path: string): Promise<T> =>
  (await (await page.request.get(`/api/v1${path}`)).json()) as T

async function endedJob(page: Page, id: number): Promise<void> {
  await expect
    .poll(async () => (await get<{ endedAt: string | null }>(page, `/jobs/${id}`)).endedAt, { timeout: 60_000 })
    .not.toBeNull()
}

const companiesOf = async (page: Page): Promise<number[]> =>
  (await get<{ rows: { id: number }[] }>(page, '/records/company?sort=name&limit=50')).rows.map(({ id }) => id)

async function draft(page: Page, field: string, value: string, ids: number[]): Promise<number> {
  const body = { entity: 'company', field, value, targets: { ids } }
  return (await post<{ number: number }>(page, '/journals', body)).number
}

/** A journal from its header to its validation; its change set. */
async function validated(page: Page, field: string, value: string, ids: number[]): Promise<number> {
  const number = await draft(page, field, value, ids)
  const { change: confirm } = await post<{ change: number }>(page, `/journals/${number}/preview`)
  await endedJob(page, (await post<{ job: number }>(page, `/journals/${number}/validate`, { confirm })).job)
  return (await get<{ changeSet: number }>(page, `/journals/${number}`)).changeSet
}

async function change(page: Page, id: number, values: object): Promise<void> {
  const { version } = await get<{ version: number }>(page, `/records/company/${id}`)
  const answer = await page.request.patch(`/api/v1/records/company/${id}`, { data: { version, values } })
  expect(answer.status()).toBe(200)
}

/** The screen has no fault in either language; it is in French afterwards. */
async function expectFineInBoth(page: Page): Promise<void> {
  for (const language of ['en', 'fr']) {
    await page.evaluate(`localStorage.setItem('rafale-language', '${language}')`)
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.locator('h1').first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    await expectNoAccessibilityFault(page)
  }
}

function addPaul(server: RunningServer): Promise<void> {
  const env = { ...process.env, RAFALE_DATA_DIR: server.dataDir, DATABASE_URL: '', RAFALE_LOG_LEVEL: 'silent' }
  const args = ['user', 'add', paul.email, '--role', 'sales-administrator', '--name', 'Paul Roux', '--language', 'en']
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [commandLine, ...args, '--password-stdin'], { env }, (error) =>
      error ? reject(error) : resolve(),
    )
    child.stdin?.end(paul.password)
  })
}

const paulsPage = async (browser: Browser, server: RunningServer): Promise<Page> => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' })
  const page = await context.newPage()
  await signInByApi(page, { ...administrator, ...paul })
  return page
}

const said = (page: Page) => page.locator('[data-said]')
const field = (page: Page) => page.getByRole('combobox', { name: 'Champ à modifier' })

test('twelve companies, and Paul who validates', async ({ page, server }) => {
  await setUp(page)
  for (let at = 1; at <= 12; at += 1) {
    const addresses = at > 10 ? [] : [{ values: { city: 'Nantes' }, isDefault: true }]
    const values = { name: `Zéphyr ${String(at).padStart(2, '0')}`, code: `Z${at}` }
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as people do
    await post(page, '/records/company', { values, addresses })
  }
  await addPaul(server)
})

test('Ctrl+Shift+E from a field of any tab begins a journal on it, said to who cannot see it', async ({ page }) => {
  await signInByApi(page)
  const [id] = await companiesOf(page)
  for (const [tab, label, path] of [
    ['general', 'Alias', 'alias'],
    ['addresses', 'Localité', 'city'],
    ['phones', 'Téléphone principal', 'phoneMain'],
    ['details', 'Commentaires', 'comments'],
  ] as const) {
    await test.step(tab, async () => {
      await page.goto(`/companies/${id}?tab=${tab}`)
      await page.locator(`[data-field$="${path}"]`).first().focus()
      await page.keyboard.press('Control+Shift+e')
      await expect(field(page)).toHaveValue(label)
      await expect(said(page)).toHaveText(new RegExp(`Journal n°\\s\\d+ créé\\. Champ\\s: ${label}`))
      await expect(page.getByText('Zéphyr 01', { exact: false }).first()).toBeVisible()
    })
  }
  await page.goto(`/companies/${id}?tab=general`)
  await page.locator('[data-field="name"]').first().focus()
  await page.keyboard.press('Control+Shift+e')
  await expect(page.getByText(/ne se met pas à jour par un journal/)).toBeVisible()
})

test('Ctrl+A on the journals screen and Alt+N begin one without a field; inside a text they do not', async ({
  page,
}) => {
  await signInByApi(page)
  await page.goto('/journals')
  await page.getByRole('searchbox').fill('Zéphyr')
  await page.keyboard.press('Control+a')
  await expect(page).toHaveURL(/\/journals(\?|$)/)
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+a')
  await expect(field(page)).toBeFocused()
  await expect(said(page)).toHaveText(/Journal n°\s\d+ créé\. Choisissez le champ/)
  await page.goto('/journals')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Alt+n')
  await expect(field(page)).toBeFocused()
})

test('a preview tells who is refused and why, and goes out as a workbook', async ({ page }) => {
  await signInByApi(page)
  const number = await draft(page, 'address.city', 'Rezé', await companiesOf(page))
  await page.goto(`/journals/${number}`)
  await expect(page.getByText('10 changent')).toBeVisible()
  await page.getByRole('button', { name: 'Valider…' }).click()
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('Pourquoi des fiches sont refusées')).toBeVisible()
  await panel.getByText('Refusées 2').click()
  await expect(panel.getByText('Zéphyr 11')).toBeVisible()
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Aperçu en Excel' }).click()
  expect((await download).suggestedFilename()).toMatch(
    new RegExp(`^journal-${number}-apercu-\\d{4}-\\d\\d-\\d\\d\\.xlsx$`),
  )

  await panel.getByRole('button', { name: 'Programmer…' }).click()
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  await panel.getByRole('button', { name: 'Programmer la validation' }).click()
  await expect(page.getByText(/Validation programmée pour le/)).toBeVisible()
  await expectFineInBoth(page)
  await page.getByRole('button', { name: 'Déprogrammer' }).click()
  await expect(field(page)).toBeVisible()
})

test('by four eyes: handed over, sent back with a word, validated by the other', async ({ page, browser, server }) => {
  await signInByApi(page)
  await page.goto('/restore-points/settings')
  await expect(page.getByRole('switch', { name: /Quatre yeux/ })).toBeEnabled()
  await page.getByRole('switch', { name: /Quatre yeux/ }).press('Space')
  await expect(page.getByText('Réglages enregistrés.')).toBeVisible()
  await expectFineInBoth(page)
  const number = await draft(page, 'alias', 'Ouest', (await companiesOf(page)).slice(0, 5))
  await page.goto(`/journals/${number}`)
  await expect(page.getByRole('button', { name: 'Valider…' })).toBeHidden()
  await page.getByRole('button', { name: 'Envoyer en validation' }).click()
  await expect(page.getByText(/Envoyé en validation par Marie Bertrand/)).toBeVisible()
  await expectFineInBoth(page)

  const other = await paulsPage(browser, server)
  await other.goto('/journals')
  await other.getByText('To validate').first().click()
  await expectNoAccessibilityFault(other)
  await other.getByRole('link', { name: `Open journal no. ${number}` }).click()
  await other.getByRole('button', { name: 'Send back…' }).click()
  await other.getByRole('dialog').getByRole('textbox').fill('Et les filiales ?')
  await expectNoAccessibilityFault(other, '[role="dialog"]')
  await other.getByRole('dialog').getByRole('button', { name: 'Send the journal back' }).click()

  await page.reload()
  await expect(page.getByText(/Renvoyé par la validation.*Et les filiales/)).toBeVisible()
  await page.getByRole('button', { name: 'Envoyer en validation' }).click()
  await expect(page.getByText(/Envoyé en validation par Marie Bertrand/)).toBeVisible()

  await other.reload()
  await other.getByRole('button', { name: 'Validate…' }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Validate 5 companies' }).click()
  await expect(other.getByText('5 changed')).toBeVisible()
  const download = other.waitForEvent('download')
  await other.getByRole('button', { name: 'Result as Excel' }).click()
  expect((await download).suggestedFilename()).toMatch(new RegExp(`^journal-${number}-result-.*\\.xlsx$`))
  await expectNoAccessibilityFault(other)
  await other.context().close()
  await page.request.patch('/api/v1/journal-rules', { data: { areFourEyes: false } })
})

test('change sets are filtered; one whose record changed since is undone with the choice', async ({ page }) => {
  await signInByApi(page)
  const ids = (await companiesOf(page)).slice(5, 8)
  const id = await validated(page, 'comments', 'En masse', ids)
  await change(page, ids[0]!, { comments: 'À la main' })
  await page.goto('/change-sets?kind=journal&field=company.comments')
  await expect(page.getByText('3 sociétés modifiées')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Modification' })).toHaveCount(0)
  await expectFineInBoth(page)
  await page.goto(`/change-sets/${id}`)
  await expect(page.getByText('Zéphyr 06')).toBeVisible()
  await expectFineInBoth(page)
  await page.getByRole('button', { name: 'Annuler ce lot…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Commentaires · valeur modifiée depuis')).toBeVisible()
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  await dialog.getByText('Les ramener aussi').click()
  await dialog.getByRole('button', { name: 'Annuler sur 3 fiches' }).click()
  await expect(dialog.getByText(/a été annulé/)).toBeVisible()
  const { values } = await get<{ values: { comments: string | null } }>(page, `/records/company/${ids[0]}`)
  expect(values.comments).toBeNull()
})

test('a point is made, compared in three ways and gone back to; that too is undone', async ({ page }) => {
  await signInByApi(page)
  await page.goto('/restore-points')
  await page.getByRole('button', { name: 'Créer un point' }).click()
  await page.getByRole('dialog').getByLabel('Nom').fill('Avant la nuit')
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  await page.getByRole('dialog').getByRole('button', { name: 'Créer le point' }).click()
  await expect(page.getByRole('link', { name: 'Avant la nuit' })).toBeVisible()
  const ids = (await companiesOf(page)).slice(0, 4)
  await validated(page, 'comments', 'Après', ids)
  await page.reload()
  await expect(page.getByText('1 lot de modifications depuis').first()).toBeVisible()
  await expectFineInBoth(page)

  await page.getByRole('link', { name: 'Avant la nuit' }).click()
  await expect(page.getByText('4 fiches reviendront à leur ancienne valeur')).toBeVisible()
  await page.getByRole('tab', { name: 'Par champ' }).click()
  await expect(page.getByText('Commentaires').first()).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.getByRole('tab', { name: 'Par fiche' }).click()
  await expect(page.getByText('Société · retour').first()).toBeVisible()
  await expectFineInBoth(page)
  await page.getByRole('button', { name: 'Restaurer…' }).click()
  const dialog = page.getByRole('dialog')
  const act = dialog.getByRole('button', { name: 'Restaurer 4 fiches' })
  await dialog.getByLabel(/tapez le nombre/).fill('3')
  await dialog.getByLabel('Votre mot de passe').fill(administrator.password)
  await expect(act).toBeDisabled()
  await dialog.getByLabel(/tapez le nombre/).fill('4')
  await expectNoAccessibilityFault(page, '[role="dialog"]')
  await act.click()
  await expect(dialog.getByText(/La base est revenue à/)).toBeVisible()
  const comments = async () =>
    (await get<{ values: { comments: string | null } }>(page, `/records/company/${ids[0]}`)).values.comments
  expect(await comments()).toBeNull()

  await page.goto('/change-sets?kind=restore')
  await page.getByRole('link', { name: /Avant la nuit/ }).click()
  await page.getByRole('button', { name: 'Annuler ce lot…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler sur 4 fiches' }).click()
  await expect(page.getByRole('dialog').getByText(/a été annulé/)).toBeVisible()
  expect(await comments()).toBe('Après')
})

test('what the log would forget is told before it is chosen', async ({ page }) => {
  await signInByApi(page)
  await page.goto('/restore-points/settings')
  await page.getByRole('combobox', { name: 'Conserver' }).click()
  await page.getByRole('option', { name: '3 mois' }).click()
  await expect(page.getByText(/rien ne sera perdu la nuit prochaine/)).toBeVisible()
  await expectNoAccessibilityFault(page)
})

test('a deleted company is found in the bin and comes back with its contact', async ({ page }) => {
  await signInByApi(page)
  const id = (await companiesOf(page)).at(-1)!
  await post(page, '/records/contact', { values: { company: id, lastName: 'Durand' }, addresses: [] })
  const { version } = await get<{ version: number }>(page, `/records/company/${id}`)
  await page.request.delete(`/api/v1/records/company/${id}?version=${version}`)
  await page.goto('/recycle-bin')
  await expect(page.getByText('Sa société d’abord')).toBeVisible()
  await expectFineInBoth(page)
  await page.getByRole('searchbox').fill('zephyr 12')
  await page.getByRole('button', { name: 'Faire revenir Zéphyr 12' }).click()
  await expect(page.getByText(/Zéphyr 12.*est revenue/)).toBeVisible()
  await expect(page.getByText('Aucune fiche supprimée ne correspond')).toBeVisible()
})

test('a portfolio changes hands', async ({ page }) => {
  await signInByApi(page)
  const marie = (await get<{ id: number; name: string }[]>(page, '/users')).find(
    ({ name }) => name === administrator.name,
  )
  const [id] = await companiesOf(page)
  await change(page, id!, { accountManager: marie!.id })
  await page.goto('/portfolio-transfer')
  await expectFineInBoth(page)
  await page.getByRole('combobox', { name: 'De', exact: true }).click()
  await page.getByRole('option', { name: 'Marie Bertrand' }).click()
  await page.getByRole('combobox', { name: 'À', exact: true }).click()
  await page.getByRole('option', { name: 'Paul Roux' }).click()
  await expectNoAccessibilityFault(page)
  await page.getByRole('button', { name: 'Transférer 1 fiche' }).click()
  await expect(page.getByText('Le portefeuille est transféré.')).toBeVisible()
  const { values } = await get<{ values: { accountManager: number } }>(page, `/records/company/${id}`)
  expect(values.accountManager).not.toBe(marie!.id)
})
