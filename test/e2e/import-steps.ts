/** What the stories of imports have in common. */
import { expect, type Page } from '@playwright/test'
import { expectNoAccessibilityFault, overflow } from './steps.ts'

export type UploadedFile = { name: string; mimeType: string; buffer: Buffer }

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

/** The step of an import of that name is open. */
export const step = (page: Page, name: string): Promise<void> =>
  page.waitForURL((url) => url.pathname.endsWith(`/${name}`))

/** The file is sent, from the page where an import begins. */
export async function uploadFile(page: Page, file: UploadedFile): Promise<void> {
  await page
    .getByLabel(/^(Choisir un fichier|Choose a file)$/)
    .and(page.locator('input'))
    .setInputFiles(file)
  await step(page, 'file')
}

export const upload = (page: Page, name: string, content: Buffer | string): Promise<void> =>
  uploadFile(page, { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })

/** Looks at a page, or a part of it, at 1440 and 390 px: nothing beyond the width, no fault; pictures of both are kept. */
export const looking =
  (story: string) =>
  async (page: Page, name: string, part?: string): Promise<void> => {
    const keep = (view: string) => page.screenshot({ path: `test-results/${story}/${name}${view}.png` })
    await expectNoAccessibilityFault(page, part)
    await keep('')
    await page.setViewportSize(phone)
    expect(await overflow(page), `${name} on a phone`).toBe(0)
    await keep('-phone')
    await page.setViewportSize(desk)
  }
