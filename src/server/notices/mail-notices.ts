import type { Notice } from '../../shared/contract/notice.contract.ts'
import type { Language } from '../../shared/errors/rafale-error.ts'
import { noticeText } from '../../shared/notices/notice-text.ts'
import { execute, rowsOf, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { addMail } from '../platform/mail/add-mail.ts'
import { linkBase } from '../platform/mail/link-base.ts'
import { readMailSettings } from '../platform/mail/mail-settings.ts'
import type { Services } from '../platform/services.ts'
import { noticeColumns } from './find-notices.ts'

type Addressed = Notice & { to: string; language: Language }

/** The notices that wait to be mailed are in the outbox; without a mail server they never will be. */
export async function mailNotices({ pool, config, secrets }: Services): Promise<void> {
  const { settings } = await readMailSettings(pool, config)
  const base = await linkBase(pool, config)
  await inTransaction(pool, async (client) => {
    const waiting = await rowsOf<Addressed>(
      client,
      sql`select ${noticeColumns}, u.email as "to", u.language
            from notice as n
            join app_user as u on u.id = n.user_id and u.is_active
           where n.mailed_at is null
           order by n.id
           limit 500
             for update of n skip locked`,
    )
    if (settings) {
      for (const { to, language, ...notice } of waiting) {
        const { title, text, path } = noticeText(notice, language)
        await addMail(client, secrets, {
          to,
          subject: `Rafale · ${title}`,
          text: [text, path && `${base}${path}`].filter(Boolean).join('\n\n'),
        })
      }
    }
    await execute(
      client,
      sql`update notice set mailed_at = now() where id = any(${waiting.map(({ id }) => id)}::bigint[])`,
    )
  })
}
