/** The newest parts of the import wizard in English, on a phone, at the keyboard: words, notations, duplicates, refused rows, deletion. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { step, upload } from './import-steps.ts'
import { expect, test } from './server.ts'
import { administrator, choose, expectNoAccessibilityFault, overflow, setUp, signInByApi } from './steps.ts'

test.use({ viewport: { width: 390, height: 844 }, locale: 'en-GB', story: 'import-english' })
test.describe.configure({ mode: 'serial' })

/** What is shown stands in the width and has no fault; a picture of it is kept. */
async function look(page: Page, name: string, part?: string) {
  await expectNoAccessibilityFault(page, part)
  expect(await overflow(page), name).toBe(0)
  await page.screenshot({ path: `test-results/import-english/${name}.png` })
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** Once it can be: a key is lost on a button that cannot be pressed yet. */
async function press(page: Page, name: string) {
  await expect(button(page, name)).toBeEnabled()
  await button(page, name).press('Enter')
}

async function begin(page: Page, name: string, rows: readonly string[]) {
  await page.goto('/imports/new')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await upload(page, name, `${rows.join('\n')}\n`)
  await expect(button(page, 'Map the fields')).toBeEnabled()
}

async function toFields(page: Page) {
  await press(page, 'Map the fields')
  await step(page, 'fields')
}

async function toCheck(page: Page, rows: number) {
  await press(page, `Check ${rows} rows`)
  await step(page, 'check')
}

async function toRecap(page: Page, name = 'See the recap') {
  await press(page, name)
  await step(page, 'recap')
}

type Values = Record<string, unknown>
const get = async <T>(page: Page, path: string): Promise<T> =>
  (await (await page.request.get(`/api/v1/records/company${path}`)).json()) as T

/** Every field of every company, by code. */
async function companies(page: Page): Promise<Values[]> {
  const { rows } = await get<{ rows: { id: number }[] }>(page, '?sort=code')
  const records = await Promise.all(rows.map(({ id }) => get<{ values: Values }>(page, `/${id}`)))
  return records.map(({ values }) => values)
}

test('unknown words are matched; dates and numbers that can be read in two ways are asked about', async ({ page }) => {
  await setUp(page, { language: 'en' })
  await begin(page, 'customers.csv', [
    'Customer code;Company;Sales status;Annual revenue;Last visit',
    'E1;Aprool;VIP;1,234;03/02/2026',
    'E2;Blou;Client;12,500;05/06/2026',
  ])
  await look(page, '1-file')
  await toFields(page)
  await expect(page.getByText('Say in which order the dates of “Last visit” are written.')).toBeVisible()
  await expect(page.getByText('Say whether comma or point is the decimal mark of “Annual revenue”.')).toBeVisible()
  await expect(button(page, 'Check 2 rows')).toBeDisabled()
  await look(page, '2-asked')

  const order = page.getByRole('combobox', { name: 'Order of the dates of Last visit' })
  await order.focus()
  await page.keyboard.press('ArrowDown')
  await expect(order).toHaveValue('dmy')
  const mark = page.getByRole('combobox', { name: 'Decimals of Annual revenue' })
  await mark.focus()
  await page.keyboard.press('ArrowDown')
  await expect(mark).toHaveValue(',')
  await page.keyboard.press('ArrowDown')
  await expect(mark).toHaveValue('.')
  await expect(button(page, 'Check 2 rows')).toBeEnabled()

  await press(page, 'Values of Sales status: 1 unknown')
  const words = page.getByRole('dialog', { name: 'Values of “Sales status”' })
  await expect(words).toBeVisible()
  await words.getByRole('combobox', { name: 'Read “VIP” as' }).focus()
  await choose(page, 'Client')
  await expect(words.getByText('All are known.')).toBeVisible()
  await look(page, '3-words', '[role=dialog]')
  await page.keyboard.press('Escape')
  await expect(words).toBeHidden()
  await look(page, '4-fields')

  await toCheck(page, 2)
  await expect(page.getByText('No problem')).toBeVisible()
  await look(page, '5-check')
  await toRecap(page)
  await look(page, '6-recap')
  await press(page, 'Import 2 companies')
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await look(page, '7-result')
  expect(await companies(page)).toMatchObject([
    { code: 'E1', salesStatus: 'client', annualRevenue: '1234.00', lastVisit: '2026-02-03' },
    { code: 'E2', salesStatus: 'client', annualRevenue: '12500.00', lastVisit: '2026-06-05' },
  ])
})

test('a likely duplicate is updated instead; the blocked rows are downloaded as they stood', async ({ page }) => {
  await signInByApi(page)
  const values = { code: 'K1', name: 'Cordage', vatNumber: 'FR40303265045', salesStatus: 'client' }
  expect((await page.request.post('/api/v1/records/company', { data: { values } })).ok()).toBe(true)
  await begin(page, 'trade-fair.csv', [
    'Customer code;Company;VAT number',
    'NEW;Cordage Nantes;FR40303265045',
    'OTHER;Brand new;',
    'BAD;"never closed;x',
  ])
  await toFields(page)
  await toCheck(page, 3)
  await expect(button(page, '1 blocked')).toBeVisible()
  await expect(button(page, '1 ready')).toBeVisible()
  await look(page, '8-problems')

  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the blocked rows' }).press('Enter')
  const refused = (await readFile(await (await file).path(), 'utf8')).split('\r\n')
  expect(refused[0]).toBe('\uFEFFCustomer code;Company;VAT number;Line of the file;Reason for refusal')
  expect(refused[1]).toMatch(/^BAD;"""never closed";x;4;"A quote opened in this row is never closed;/)
  expect(refused[2]).toBe('')

  await press(page, '1 blocked')
  await expect(page.getByRole('row', { name: /BAD/ })).toContainText('"never closed')
  await look(page, '9-blocked')
  await press(page, '1 to check')
  const cell = page.locator('[data-at]', { hasText: 'Cordage Nantes' })
  await cell.focus()
  await page.keyboard.press('Tab')
  await expect(button(page, 'Update Cordage instead')).toBeFocused()
  await look(page, '10-duplicate')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Row 2 will update the existing record.')).toBeVisible()
  await expect(button(page, '0 to check')).toBeVisible()
  await press(page, 'All 3')
  await expect(page.getByText('Updates Cordage, as you said.')).toBeVisible()
  await look(page, '11-chosen')

  await toRecap(page, 'See the recap without the blocked row')
  await expect(page.getByRole('row', { name: 'Companies 1 1 0' })).toBeVisible()
  await look(page, '12-recap')
  await press(page, 'Import 2 companies')
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(page.getByText('1 blocked row was not imported.')).toBeVisible()
  await look(page, '13-result')
  expect((await companies(page)).map(({ code, name }) => [code, name])).toEqual([
    ['E1', 'Aprool'],
    ['E2', 'Blou'],
    ['K1', 'Cordage Nantes'],
    ['OTHER', 'Brand new'],
  ])
})

test('a deletion is confirmed by its number and the password', async ({ page }) => {
  await signInByApi(page)
  await begin(page, 'all-customers.csv', ['Customer code;Company', 'E1;Aprool', 'E2;Blou', 'K1;Cordage Nantes'])
  const mode = page.getByRole('radio', { name: /^Update with deletion/ })
  await mode.focus()
  await page.keyboard.press('Space')
  await expect(mode).toBeChecked()
  await expect(page.getByText('Companies that may be deleted')).toBeVisible()
  await look(page, '14-mode')
  await toFields(page)
  await toCheck(page, 3)
  await toRecap(page)
  await expect(page.getByRole('heading', { name: '1 company will be deleted' })).toBeVisible()
  await expect(page.getByText('That is 25% of the scope.')).toBeVisible()
  const act = button(page, 'Delete 1 company')
  await expect(act).toBeDisabled()
  await page.getByRole('link', { name: 'See the list' }).press('Enter')
  await expect(page.getByText('Brand new').first()).toBeVisible()

  await page.getByLabel('To confirm, type 1').focus()
  await page.keyboard.type('1')
  await expect(act).toBeEnabled()
  await act.press('Enter')
  await expect(page.getByText('Wrong e-mail or password.')).toBeVisible()
  await page.getByLabel('Your password', { exact: true }).focus()
  await page.keyboard.type(administrator.password)
  await look(page, '15-deletion')
  await act.press('Enter')
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(page.getByText('1 company deleted')).toBeVisible()
  await look(page, '16-result')
})

test('the list of imports is narrowed by words and by state, in its address', async ({ page }) => {
  await signInByApi(page)
  await page.goto('/imports')
  const names = page.getByRole('main').getByRole('listitem').getByRole('link')
  await expect(names).toHaveText(['all-customers.csv', 'trade-fair.csv', 'customers.csv'])
  await look(page, '17-list')
  await page.getByRole('searchbox', { name: 'File, note or author…' }).focus()
  await page.keyboard.type('fair')
  await expect(names).toHaveText(['trade-fair.csv'])
  await expect(page).toHaveURL(/q=fair/)
  await page.goBack()
  await page.goto('/imports?state=undone')
  await expect(page.getByText('No import matches these criteria')).toBeVisible()
  await look(page, '18-none')
  await press(page, 'Clear')
  await expect(names).toHaveCount(3)
})
