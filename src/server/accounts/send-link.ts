import type { PoolClient } from 'pg'
import type { Language } from '../../shared/errors/rafale-error.ts'
import { linkPath, makeLink, type LinkKind } from '../platform/auth/one-time-link.ts'
import { addMail } from '../platform/mail/add-mail.ts'
import { linkBase } from '../platform/mail/link-base.ts'
import { readMailSettings } from '../platform/mail/mail-settings.ts'
import type { Services } from '../platform/services.ts'

type Recipient = { id: number; email: string; name: string; language: Language }

const texts: Record<LinkKind, Record<Language, { subject: string; text: (name: string, link: string) => string }>> = {
  invitation: {
    fr: {
      subject: 'Votre accès à Rafale',
      text: (name, link) =>
        `Bonjour ${name},\n\nUn accès à Rafale a été créé pour vous. Choisissez votre mot de passe :\n\n${link}\n\nCe lien sert une seule fois et expire dans 7 jours.\n`,
    },
    en: {
      subject: 'Your access to Rafale',
      text: (name, link) =>
        `Hello ${name},\n\nAn access to Rafale was created for you. Choose your password:\n\n${link}\n\nThis link is good once and expires in 7 days.\n`,
    },
  },
  password: {
    fr: {
      subject: 'Rafale : choisir un nouveau mot de passe',
      text: (name, link) =>
        `Bonjour ${name},\n\nPour choisir un nouveau mot de passe :\n\n${link}\n\nCe lien sert une seule fois et expire dans 2 heures. Si vous n’avez rien demandé, ignorez cet e-mail : rien ne change.\n`,
    },
    en: {
      subject: 'Rafale: choose a new password',
      text: (name, link) =>
        `Hello ${name},\n\nTo choose a new password:\n\n${link}\n\nThis link is good once and expires in 2 hours. If you asked for nothing, ignore this e-mail: nothing changes.\n`,
    },
  },
}

/** A link to choose a password is on its way by mail; without a mail server its path is given instead, to hand over. */
export async function sendLink(
  client: PoolClient,
  { config, secrets }: Services,
  { id, email, name, language }: Recipient,
  kind: LinkKind,
): Promise<string | null> {
  const path = linkPath(await makeLink(client, id, kind))
  const { settings } = await readMailSettings(client, config)
  if (!settings) return path
  const { subject, text } = texts[kind][language]
  await addMail(client, secrets, { to: email, subject, text: text(name, `${await linkBase(client, config)}${path}`) })
  return null
}
