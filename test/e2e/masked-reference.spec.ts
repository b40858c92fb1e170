/** Somebody who does not see the parent of a company edits that company: he sees that there is one, and it stays. */
import type { Page } from '@playwright/test'
import { looking } from './import-steps.ts'
import { expect, test } from './server.ts'
import { setUp, signInByApi } from './steps.ts'

test.use({ viewport: { width: 1440, height: 900 }, story: 'masked-reference' })

const look = looking('masked-reference')
const seller = { name: 'Paul Vendeur', email: 'paul@exemple.fr', password: 'une autre phrase longue' }

/** The API as whoever is signed in. */
async function api<T>(page: Page, method: 'GET' | 'POST' | 'PATCH', path: string, data?: unknown): Promise<T> {
  const answer = await page.request.fetch(`/api/v1${path}`, { method, ...(data === undefined ? {} : { data }) })
  expect(answer.status(), `${method} ${path}`).toBe(200)
  return (await answer.json()) as T
}

const create = async (page: Page, values: object) =>
  (await api<{ id: number }>(page, 'POST', '/records/company', { values: { salesStatus: 'client', ...values } })).id

async function inviteSeller(page: Page): Promise<void> {
  const roles = await api<{ id: number; code: string }[]>(page, 'GET', '/roles')
  const roleId = roles.find(({ code }) => code === 'sales-person')?.id
  const { name, email, password } = seller
  const { link } = await api<{ link: string }>(page, 'POST', '/accounts', { name, email, language: 'fr', roleId })
  const token = link.split(/[/#?=]/).at(-1)
  await api(page, 'POST', '/one-time-links/use', { token, password })
}

test('the parent is masked, in the form, the history and the list, and outlives a save', async ({ page }) => {
  await setUp(page)
  const parent = await create(page, { code: 'MAI', name: 'Maison secrète' })
  const id = await create(page, { code: 'FIL', name: 'Filiale', parent })
  const { stamp } = await api<{ stamp: string }>(page, 'GET', `/records/company/${parent}/access`)
  const users = (await api<{ id: number }[]>(page, 'GET', '/users')).map((user) => user.id)
  await api(page, 'PATCH', `/records/company/${parent}/access`, {
    isRestricted: true,
    users,
    billingEntities: [],
    stamp,
  })
  await inviteSeller(page)

  await signInByApi(page, seller)
  await page.goto(`/companies/${id}`)
  await expect(page.getByRole('heading', { name: 'Filiale' })).toBeVisible()
  const field = page.getByRole('combobox', { name: 'Société parente' })
  await expect(field).toHaveValue('Masquée')
  await expect(page.getByText('Cette fiche ne vous est pas accessible.')).toBeVisible()
  await look(page, '1-form')

  await page.getByRole('textbox', { name: 'Alias' }).fill('La petite')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Société enregistrée.')).toBeVisible()
  await expect(field).toHaveValue('Masquée')
  await page.getByRole('tab', { name: 'Historique' }).click()
  await expect(page.getByText('La petite').first()).toBeVisible()
  await expect(page.getByText('Maison secrète')).toHaveCount(0)
  await look(page, '2-history')

  await signInByApi(page)
  const { values } = await api<{ values: Record<string, unknown> }>(page, 'GET', `/records/company/${id}`)
  expect([values['parent'], values['alias']]).toEqual([parent, 'La petite'])
})
