/** What the stories of the browser have in common. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const administrator = { name: 'Marie Bertrand', email: 'marie@exemple.fr', password: 'une phrase à retenir' }

/** The first start by the API; the page's browser is signed in. */
export async function setUp(
  page: Page,
  { withSampleData = false, language = 'fr' }: { withSampleData?: boolean; language?: 'fr' | 'en' } = {},
): Promise<void> {
  const answer = await page.request.post('/api/v1/setup', {
    data: { ...administrator, language, withSampleData },
  })
  expect(answer.status()).toBe(200)
}

/** Signs in by the API; the page opens whatever comes next as this user. */
export async function signInByApi(page: Page, { email, password } = administrator): Promise<void> {
  const answer = await page.request.post('/api/v1/session', { data: { email, password } })
  expect(answer.status()).toBe(200)
}

/** Signs in at the door, as a user does; the list of companies shows. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel('E-mail').fill(administrator.email)
  await page.getByLabel('Mot de passe').fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Sociétés' })).toBeVisible()
}

/** What the first start asks for, filled in: without sample data. */
export async function fillSetUp(page: Page): Promise<void> {
  await page.getByLabel('Nom complet').fill(administrator.name)
  await page.getByLabel('E-mail').fill(administrator.email)
  await page.getByLabel('Mot de passe').fill(administrator.password)
  await page.getByLabel('Charger les données de démonstration').uncheck()
  await page.getByRole('button', { name: 'Créer l’administrateur et commencer' }).click()
}

/** The first start, unless another story on the same server had it; the list of companies is open. */
export async function begin(page: Page): Promise<void> {
  const session = (await (await page.request.get('/api/v1/session')).json()) as { state: string }
  if (session.state === 'setup') await setUp(page)
  else await signInByApi(page)
  await page.goto('/companies')
  await expect(page.getByRole('heading', { name: 'Sociétés' })).toBeVisible()
}

/** How far the page is wider than what it stands in, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Of the page, or of a part of it: what a dialog covers is out of reach. */
export async function expectNoAccessibilityFault(page: Page, part = 'body'): Promise<void> {
  // Rows on their way are nothing to look at yet.
  await expect(page.locator('[data-waiting="true"]')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

/** Types into the list that has the focus and takes the option found: Enter takes none before one is marked. */
export async function choose(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  const marked = page.locator('[role="option"][data-combobox-selected]', { hasText: new RegExp(text, 'i') })
  await expect(marked).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(marked).toBeHidden({ timeout: 2000 })
  }).toPass()
}
