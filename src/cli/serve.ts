import type { Command } from 'commander'
import { said } from './language.ts'
import { wholeNumber } from './options.ts'

/** `rafale serve`: what `npm start` runs. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description(
      said(
        'lancer l’application, l’API et les traitements, et donner l’adresse une fois prêt',
        'run the web application, the API and the jobs, and print the address when ready',
      ),
    )
    .option('--port <number>', 'TCP port (PORT)', wholeNumber(0))
    .option('--host <address>', 'address to listen on (RAFALE_HOST)')
    .action(async ({ port, host }: { port?: number; host?: string }) => {
      if (port !== undefined) process.env['PORT'] = String(port)
      if (host !== undefined) process.env['RAFALE_HOST'] = host
      await import('../server/main.ts')
    })
}
