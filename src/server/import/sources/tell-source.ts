import type { SourceFile } from '../../../shared/contract/import-source.contract.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import { errorText } from '../../../shared/errors/rafale-error.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { execute, rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { addMail } from '../../platform/mail/add-mail.ts'
import { linkBase } from '../../platform/mail/link-base.ts'
import { readMailSettings } from '../../platform/mail/mail-settings.ts'
import { addNotice } from '../../platform/notices/add-notice.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Services } from '../../platform/services.ts'
import {
  fileColumns,
  findSource,
  presentFile,
  type Reason,
  type StoredSource,
  type StoredSourceFile,
} from './find-source.ts'
import { sourceMail } from './source-mail.ts'

type Owner = { id: number; email: string; language: Language }

/**
 * The owner and whoever is to get the mail know of the files that were decided about since they were told last, and of
 * what kept the source from its work, unless it was the same the last time. All of it is told, or none: once. Whether
 * there was something to tell.
 */
export async function tellSource(services: Services, sourceId: number, trouble: Reason | null): Promise<boolean> {
  const { pool, config, secrets } = services
  const base = await linkBase(pool, config)
  const canMail = (await readMailSettings(pool, config)).settings !== null && (await hasKey(services))
  return inTransaction(pool, async (client) => {
    const source = await findSource(client, systemActor, sourceId)
    const isNew = trouble !== null && trouble.code !== source.trouble?.code
    await execute(
      client,
      sql`update import_source set trouble = ${trouble ? JSON.stringify(trouble) : null}::jsonb where id = ${sourceId}`,
    )
    const files = await rowsOf<StoredSourceFile>(
      client,
      sql`with told as (
            update import_source_file set told_at = now()
             where source_id = ${sourceId} and told_at is null and outcome <> 'taken' returning id)
          select ${fileColumns} from import_source_file as f
            left join import_run as i on i.id = f.import_id
           where f.id in (select told.id from told) order by f.id`,
    )
    if (files.length === 0 && !isNew) return false
    const owners = await ownersOf(client, source)
    const said = { source, files, trouble: isNew ? trouble : null, base }
    for (const owner of owners) await ring(client, owner, said)
    if (canMail) await mail(client, secrets, owners, said)
    return true
  })
}

/** Without the key of the secrets no mail can be kept until it goes; the bell rings all the same. */
const hasKey = ({ pool, secrets }: Services): Promise<boolean> =>
  secrets.demandKey(pool).then(
    () => true,
    () => false,
  )

export type Said = { source: StoredSource; files: StoredSourceFile[]; trouble: Reason | null; base: string }

/** Whoever set the source up; when he is gone, the administrators. */
function ownersOf(db: Queryable, { owner }: StoredSource): Promise<Owner[]> {
  return rowsOf<Owner>(
    db,
    sql`with owner as (select u.id, u.email, u.language from app_user as u where u.id = ${owner?.id ?? null} and u.is_active)
        select * from owner
         union all
        select u.id, u.email, u.language
          from app_user as u join role on role.id = u.role_id
         where u.is_active and 'administration' = any(role.rights) and not exists (select from owner)`,
  )
}

/** Under the bell: each file that needs somebody, the others as one, and what went wrong. The mail says it all, so none of these is mailed. */
async function ring(client: Queryable, { id, language }: Owner, { source, files, trouble }: Said): Promise<void> {
  const to = sql`select ${id}::bigint`
  const tell = (
    kind: 'source-done' | 'source-stopped' | 'source-failed',
    more: { detail: string; importId?: number | null },
  ) => addNotice(client, { kind, to, subject: source.name, source: source.id, isMailed: false, ...more })
  const isGood = ({ outcome }: { outcome: SourceFile['outcome'] }) => outcome === 'applied'
  const good = files.filter(isGood).map(({ name }) => name)
  if (good.length > 0) await tell('source-done', { detail: good.join(', ') })
  for (const stored of files.filter((file) => !isGood(file))) {
    const file = presentFile(stored, language)
    const detail = [file.name, ...file.reasons.map(({ message }) => message)].join('\n')
    await tell(file.outcome === 'stopped' ? 'source-stopped' : 'source-failed', {
      detail,
      importId: file.outcome === 'stopped' ? file.import : null,
    })
  }
  if (trouble) await tell('source-failed', { detail: errorText(trouble.code, trouble.params, language) })
}

/** To the addresses of the source; to its owner too when something needs him. */
async function mail(client: Queryable, secrets: Secrets, owners: readonly Owner[], said: Said): Promise<void> {
  const isGood = said.trouble === null && said.files.every(({ outcome }) => outcome === 'applied')
  const addresses = new Set(said.source.mailTo.map((one) => one.toLowerCase()))
  if (!isGood) for (const { email } of owners) addresses.add(email.toLowerCase())
  const known = await rowsOf<{ email: string; language: Language }>(
    client,
    sql`select lower(email) as email, language from app_user where lower(email) = any(${[...addresses]}::text[])`,
  )
  const usual = owners[0]?.language ?? 'fr'
  for (const to of addresses) {
    const language = known.find(({ email }) => email === to)?.language ?? usual
    await addMail(client, secrets, { to, ...sourceMail(said, language) })
  }
}
