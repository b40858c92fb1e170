import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/find-chromium.mjs'

const executablePath = await findChromium()

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Generous: two browsers, a server and PostgreSQL share two cores, and a slow page is no wrong page.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  // Once more on a fresh server: a key pressed while two cores are taken may come before the page is ready; the list says what was flaky.
  retries: 1,
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['line'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // The sandbox does not work as root, and the browser must call nobody but the server under test.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
