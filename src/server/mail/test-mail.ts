import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { deliver, deliveryFault } from '../platform/mail/deliver.ts'
import { openMailAccess } from '../platform/mail/mail-settings.ts'
import type { Services } from '../platform/services.ts'

const texts = {
  fr: {
    subject: 'Rafale : e-mail d’essai',
    text: 'Cet e-mail d’essai vous a été envoyé par Rafale : la messagerie fonctionne.\n',
  },
  en: { subject: 'Rafale: test mail', text: 'Rafale sent you this test mail: mail works.\n' },
}

/**
 * A test mail was taken by the mail server; what it answered. Throws 'mail-not-set-up', 'mail-failed', or what
 * `openMailAccess` does.
 */
export async function testMail(services: Services, actor: Actor, to: string): Promise<{ answer: string }> {
  const access = await openMailAccess(services.pool, services)
  if (!access) throw new RafaleError('mail-not-set-up')
  try {
    return { answer: await deliver(access, { to, ...texts[actor.language] }) }
  } catch (error) {
    throw new RafaleError('mail-failed', { detail: deliveryFault(error) })
  }
}
