import { existsSync } from 'node:fs'
import { findChromium } from './find-chromium.mjs'
import { run, tool } from './run.mjs'

/** A Chromium for the browser stories: one that is there, else Playwright's download, else the system's package as root. */
export async function installChromium() {
  const isDebianRoot = process.geteuid?.() === 0 && existsSync('/usr/bin/apt-get')
  const steps = [() => download(), ...(isDebianRoot ? [() => installPackage()] : [])]
  for (const step of [() => undefined, ...steps]) {
    await step()
    const path = await findChromium()
    if (path) return path
  }
  return undefined
}

async function download() {
  process.stdout.write('No Chromium here: trying the one Playwright offers…\n')
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }
  await tool('playwright', ['install', 'chromium'], { env, timeout: 300_000 })
}

async function installPackage() {
  process.stdout.write('Trying the Chromium package of this system…\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { env })
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env })
}
