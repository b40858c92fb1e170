import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium that runs here: the one of RAFALE_CHROMIUM, of the system, or of Playwright; undefined when there is none. */
export async function findChromium() {
  if (process.env.RAFALE_CHROMIUM) return process.env.RAFALE_CHROMIUM
  const directories = (process.env.PATH ?? '').split(delimiter)
  const installed = names.flatMap((name) => directories.map((directory) => join(directory, name)))
  return [...installed, ...applications, ...(await ofPlaywright())].find((path) => existsSync(path) && doesRun(path))
}

async function ofPlaywright() {
  try {
    const { chromium } = await import('@playwright/test')
    return [chromium.executablePath()]
  } catch {
    return []
  }
}

/** A browser without its libraries is there and does not run; nor does Ubuntu's placeholder for its snap. */
function doesRun(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}
