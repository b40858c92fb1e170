/** Every screen, in both languages, light and dark, on a desk, on a small phone and at 200 % zoom: nothing breaks, overflows or is out of reach. */
import type { Page } from '@playwright/test'
import { expectNoAccessibilityFault, overflow, setUp, signInByApi } from './steps.ts'
import { expect, test } from './server.ts'

test.use({ story: 'every screen' })
test.describe.configure({ timeout: 900_000 })

const screens = [
  '/companies',
  '/companies/tree',
  '/companies/new',
  '/contacts',
  '/contacts/new',
  '/my-contacts',
  '/duplicates',
  '/imports',
  '/imports/new',
  '/imports/sources',
  '/imports/sources/new',
  '/journals',
  '/journals/new',
  '/change-sets',
  '/restore-points',
  '/restore-points/settings',
  '/recycle-bin',
  '/portfolio-transfer',
  '/account',
  '/administration/users',
  '/administration/roles',
  '/administration/billing-entities',
  '/administration/lists',
  '/administration/numbering',
  '/administration/custom-fields',
  '/administration/field-locks',
  '/administration/mail',
  '/administration/sign-on',
  '/administration/audit',
  '/administration/system',
]
const companyTabs = ['general', 'addresses', 'phones', 'details', 'contacts', 'access', 'history']

const views = [
  { name: 'French on a desk', language: 'fr', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'English in the dark at 200 %', language: 'en', colorScheme: 'dark', viewport: { width: 720, height: 450 } },
  { name: 'French on a small phone', language: 'fr', colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const

async function ids(page: Page, entity: 'company' | 'contact', count: number): Promise<number[]> {
  const answer = await page.request.get(`/api/v1/records/${entity}?limit=${count}`)
  const { rows } = (await answer.json()) as { rows: { id: number }[] }
  return rows.map(({ id }) => id)
}
const firstId = async (page: Page, entity: 'company' | 'contact') => (await ids(page, entity, 1))[0]!

test.beforeEach(async ({ page }) => {
  const session = (await (await page.request.get('/api/v1/session')).json()) as { state: string }
  if (session.state !== 'setup') return signInByApi(page)
  await setUp(page, { withSampleData: true })
  await expect
    .poll(async () => (await page.request.get('/api/v1/records/company?limit=1')).text(), { timeout: 120_000 })
    .toContain('"id"')
})

for (const { name, language, colorScheme, viewport } of views) {
  test(name, async ({ page }) => {
    await page.request.patch('/api/v1/me', { data: { language } })
    // What signing in on the page would keep.
    await page.addInitScript(`localStorage.setItem('rafale-language', '${language}')`)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(viewport)
    const company = await firstId(page, 'company')
    const records = [
      ...companyTabs.map((tab) => `/companies/${company}?tab=${tab}`),
      `/contacts/${await firstId(page, 'contact')}`,
      `/merge?entity=company&ids=${JSON.stringify(await ids(page, 'company', 2))}`,
    ]
    const problems: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
    for (const screen of [...screens, ...records]) {
      await test.step(screen, async () => {
        await page.goto(screen)
        await expect.soft(page.locator('h1').first(), screen).toBeVisible()
        await expect.soft(page.locator('html')).toHaveAttribute('lang', language)
        await page.waitForLoadState('networkidle')
        expect.soft(await overflow(page), `${screen} is wider than the screen`).toBeLessThanOrEqual(0)
        await expectNoAccessibilityFault(page)
      })
    }
    expect(problems).toEqual([])
  })
}
