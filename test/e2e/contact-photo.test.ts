/** A contact's photo: chosen at the keyboard, dropped and pasted, saved like any field, seen in lists, taken back, refused when it is none. */
import type { Page } from '@playwright/test'
import { jpegPicture, pngPicture } from '../factories/pictures.ts'
import { expectNoAccessibilityFault, setUp, signInByApi } from './steps.ts'
import { expect, test } from './server.ts'

test.use({ story: 'the photo of a contact' })
test.describe.configure({ mode: 'serial' })

let contact: number

const create = async (page: Page, entity: string, values: object): Promise<number> => {
  const answer = await page.request.post(`/api/v1/records/${entity}`, { data: { values } })
  expect(answer.status()).toBe(200)
  return ((await answer.json()) as { id: number }).id
}
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })
const place = (page: Page) => page.getByRole('group', { name: 'Photo' })
const title = (page: Page) => page.getByRole('heading', { level: 1 })
/** The picture is there and was drawn, and is square. */
const expectDrawn = async (part: ReturnType<typeof place>): Promise<void> => {
  const image = part.locator('img')
  await expect(image).toBeVisible()
  type Drawn = { naturalWidth: number; naturalHeight: number }
  const sides = () =>
    image.evaluate((one) => [(one as unknown as Drawn).naturalWidth, (one as unknown as Drawn).naturalHeight])
  await expect.poll(async () => (await sides())[0]).toBeGreaterThan(0)
  const [width, height] = await sides()
  expect(width).toBe(height)
  expect(width).toBeLessThanOrEqual(512)
}

/** A picture is handed over as a browser tells it. */
const hand = (page: Page, how: 'drop' | 'paste', bytes: Buffer) =>
  place(page).evaluate(
    (target, { type, letters }) => {
      type Transfer = { items: { add: (file: object) => void } }
      const browser = globalThis as unknown as {
        DataTransfer: new () => Transfer
        DragEvent: new (type: string, init: object) => Event
        ClipboardEvent: new (type: string, init: object) => Event
      }
      const transfer = new browser.DataTransfer()
      const content = Uint8Array.from(atob(letters), (letter) => letter.codePointAt(0) ?? 0)
      transfer.items.add(new File([content], 'image.png', { type: 'image/png' }))
      const given = { bubbles: true, cancelable: true, dataTransfer: transfer, clipboardData: transfer }
      const event = type === 'drop' ? new browser.DragEvent(type, given) : new browser.ClipboardEvent(type, given)
      ;(target as unknown as EventTarget).dispatchEvent(event)
    },
    { type: how, letters: bytes.toString('base64') },
  )

test('is chosen at the keyboard, saved, and stands beside the name', async ({ page }) => {
  await setUp(page)
  const company = await create(page, 'company', { name: 'Studio' })
  contact = await create(page, 'contact', { company, firstName: 'Alice', lastName: 'Durand' })
  await page.goto(`/contacts/${contact}`)
  await expect(title(page)).toContainText('AD')
  await expectNoAccessibilityFault(page)

  await place(page).getByRole('button', { name: 'Choisir une photo' }).focus()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(file('IMG_0042.PNG', pngPicture(700, 400)))
  await expectDrawn(place(page))
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Contact enregistré.')).toBeVisible()
  await expectDrawn(title(page))
  await expectNoAccessibilityFault(page)

  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect(page.getByText('Modification annulée.')).toBeVisible()
  await expect(title(page).locator('img')).toHaveCount(0)
  await expect(title(page)).toContainText('AD')
})

test('is dropped, pasted, and in the history', async ({ page }) => {
  await signInByApi(page)
  await page.goto(`/contacts/${contact}`)
  await hand(page, 'drop', pngPicture(64, 64, [200, 30, 30]))
  await expectDrawn(place(page))
  const first = await place(page).locator('img').getAttribute('src')
  await hand(page, 'paste', pngPicture(64, 64, [30, 200, 30]))
  await expect(place(page).locator('img')).not.toHaveAttribute('src', first ?? '')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Contact enregistré.')).toBeVisible()
  await page.getByRole('tab', { name: 'Historique' }).click()
  await expect(page.getByRole('tabpanel').locator('img[src*="/pictures/"]').first()).toBeVisible()
  await expectNoAccessibilityFault(page)
})

test('that is none says so and leaves the one there', async ({ page }) => {
  await signInByApi(page)
  await page.goto(`/contacts/${contact}`)
  await expectDrawn(place(page))
  const held = await place(page).locator('img').getAttribute('src')
  const input = page.locator('input[type="file"]')
  await input.setInputFiles(file('portrait.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')))
  await expect(page.getByText('Ce fichier n’est pas une image JPEG, PNG ou WebP.')).toBeVisible()
  await input.setInputFiles(file('portrait.jpg', jpegPicture().subarray(0, 60)))
  await expect(page.getByText('Cette image est abîmée ou incomplète.')).toBeVisible()
  await expect(place(page).locator('img')).toHaveAttribute('src', held ?? '')
  await expectNoAccessibilityFault(page)

  await place(page).getByRole('button', { name: 'Retirer' }).click()
  await expect(place(page).locator('img')).toHaveCount(0)
  await expect(page.getByText('Cette image est abîmée ou incomplète.')).toHaveCount(0)
})

test('stands on the cards of a phone', async ({ page }) => {
  await signInByApi(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/contacts')
  const image = page.getByRole('main').locator('img[src*="/pictures/"]')
  await expect(image).toBeVisible()
  await expectNoAccessibilityFault(page)
  await page.goto(`/contacts/${contact}`)
  await expectDrawn(place(page))
  await expectNoAccessibilityFault(page)
})

test('reads in English too', async ({ page }) => {
  await signInByApi(page)
  await page.request.patch('/api/v1/me', { data: { language: 'en' } })
  await page.addInitScript(`localStorage.setItem('rafale-language', 'en')`)
  await page.goto(`/contacts/${contact}`)
  await expect(place(page).getByRole('button', { name: 'Change the photo' })).toBeVisible()
  await expectNoAccessibilityFault(page)
})
