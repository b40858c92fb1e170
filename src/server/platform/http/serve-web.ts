import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `dist/web`, seen from the source as from the build. */
export const builtWeb = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../../dist/web' : '../../../web', import.meta.url),
)

/** The pages of the application, which the browser's address bar names and one page answers. */
export const isPage = (method: string, accept: string | undefined): boolean =>
  (method === 'GET' || method === 'HEAD') && (accept ?? '').includes('text/html')

/** The built web application is served: its hashed files for a year, the page that names them asked for each time. False when there is none. */
export async function serveWeb(server: FastifyInstance, directory: string = builtWeb): Promise<boolean> {
  if (!existsSync(join(directory, 'index.html'))) return false
  await server.register(fastifyStatic, {
    root: directory,
    // Files are looked up as they are asked for, so that a build made while we run is served.
    wildcard: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      const isHashed = path.startsWith(join(directory, 'assets'))
      void response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return true
}
