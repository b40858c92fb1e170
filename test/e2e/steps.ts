/** What the stories of the browser have in common. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const administrator = { name: 'Marie Bertrand', email: 'marie@exemple.fr', password: 'une phrase à retenir' }

/** The first start by the API; the page's browser is signed in. */
export async function setUp(page: Page, { withSampleData = false } = {}): Promise<void> {
  const answer = await page.request.post('/api/v1/setup', {
    data: { ...administrator, language: 'fr', withSampleData },
  })
  expect(answer.status()).toBe(200)
}

/** Signs in by the API; the page opens whatever comes next as this user. */
export async function signInByApi(page: Page, { email, password } = administrator): Promise<void> {
  const answer = await page.request.post('/api/v1/session', { data: { email, password } })
  expect(answer.status()).toBe(200)
}

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
