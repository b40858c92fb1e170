/** Four eyes: who prepares a journal is not who validates it, now or at a time; and everybody concerned is told. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import { getJournalRules, setJournalRules } from '../../src/shared/contract/journal-rules.contract.ts'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import * as targeting from '../../src/shared/contract/journal-targeting.contract.ts'
import { listNotices, readNotices, setNoticeMails } from '../../src/shared/contract/notice.contract.ts'
import { mailTextSlot } from '../../src/server/platform/secrets/slots.ts'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import {
  at,
  draftJournal,
  endedJob,
  previewOf,
  readJournal,
  validated,
  valuesOf,
  onWorkingServer,
} from '../factories/journal.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let chief: User
let preparer: User
let validator: User
const seeing = ['company.see', 'contact.see'] as const
onWorkingServer(async (given) => {
  server = given
  chief = await createUser(server, { name: 'Chief' })
  preparer = await createUser(server, { name: 'Prep', rights: [...seeing, 'company.edit', 'journal.prepare'] })
  validator = await createUser(server, { name: 'Val', rights: [...seeing, 'journal.prepare', 'journal.validate'] })
})

const fourEyes = (areFourEyes: boolean) => chief.call(setJournalRules, { body: { areFourEyes } })
const noticesOf = async (user: User) => (await user.call(listNotices)).result
/** The newest notice of a kind, once it has come. */
async function told(user: User, kind: string) {
  for (;;) {
    const found = (await noticesOf(user)).notices.find((one) => one.kind === kind)
    if (found) return found
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await sleep(20)
  }
}
const draft = async (value: string, user = preparer) =>
  draftJournal(user, { field: 'alias', value }, [(await createCompany(chief)).id])
const submit = (number: number, user = preparer) => user.call(journals.submitJournal, at(number))
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const makeDue = (job: number | null) =>
  execute(
    server.pool,
    sql`with due as (update job set run_at = now() where id = ${job} returning id)
        select graphile_worker.reschedule_jobs(array(
          select j.id from graphile_worker._private_jobs as j where (j.payload ->> 'job')::bigint = ${job}), now())`,
  )

describe('a journal that waits for validation', () => {
  it('is frozen for its preparer, listed, told to whoever may validate it, and validated by him', async () => {
    const { number } = await draft('Deux paires')
    expect((await submit(number)).result).toMatchObject({ state: 'waiting', submitter: 'Prep', mayValidate: false })
    const { result: list } = await validator.call(journals.listJournals, { query: { state: 'waiting' } })
    expect(list.journals).toMatchObject([{ number, mayValidate: true }])
    expect(await told(validator, 'journal-waiting')).toMatchObject({ journal: number, by: 'Prep', isRead: false })
    expect((await noticesOf(preparer)).notices).toEqual([])
    const changed = await preparer.call(targeting.addTargets, { ...at(number), body: { ids: [] } })
    expect(changed.problem).toMatchObject({ code: 'journal-state', params: { state: 'waiting' } })
    expect((await preparer.call(journals.validateJournal, { ...at(number), body: { confirm: 1 } })).status).toBe(403)
    expect(await validated(validator, number)).toMatchObject({ state: 'done' })
    expect(await told(validator, 'job-done')).toMatchObject({ journal: number, what: 'journal-validate' })
    expect(await told(preparer, 'journal-validated')).toMatchObject({ journal: number, by: 'Val' })
  })

  it('is taken back by who prepared it, and sent back with a word by who validates', async () => {
    const { number } = await draft('Navette')
    await submit(number)
    const withdraw = (user: User, note: string | null) =>
      user.call(journals.withdrawJournal, { ...at(number), body: { note } })
    expect((await withdraw(preparer, null)).result).toMatchObject({ state: 'draft', returnedNote: null })
    expect((await withdraw(preparer, null)).problem.code).toBe('journal-state')
    await submit(number)
    expect((await withdraw(validator, 'Et les filiales ?')).result).toMatchObject({
      state: 'draft',
      returnedNote: 'Et les filiales ?',
    })
    expect(await told(preparer, 'journal-returned')).toMatchObject({ journal: number, detail: 'Et les filiales ?' })
    const stranger = await createUser(server, { rights: [...seeing, 'journal.prepare'] })
    await submit(number)
    expect((await withdraw(stranger, null)).problem.code).toBe('right-missing')
  })
})

describe('the rule of four eyes', () => {
  it('keeps whoever made or changed a journal from validating it, by whatever door', async () => {
    await fourEyes(true)
    const own = await draft('Moi-même', validator)
    expect(own.mayValidate).toBe(false)
    const refused = await validator.call(journals.validateJournal, { ...at(own.number), body: { confirm: 1 } })
    expect(refused.problem.code).toBe('journal-four-eyes')
    const touched = await draft('Touché')
    await validator.call(journals.updateJournal, { ...at(touched.number), body: { comment: 'vu' } })
    expect((await readJournal(validator, touched.number)).mayValidate).toBe(false)
    expect((await readJournal(chief, touched.number)).mayValidate).toBe(true)
    expect((await chief.call(getJournalRules)).result).toEqual({ areFourEyes: true })
    await fourEyes(false)
    expect((await readJournal(validator, own.number)).mayValidate).toBe(true)
    expect((await preparer.call(setJournalRules, { body: { areFourEyes: false } })).status).toBe(403)
  })

  it('holds for a validation that was scheduled before the rule', async () => {
    const { number } = await draft('Avant la règle', validator)
    const { result } = await validator.call(journals.validateJournal, {
      ...at(number),
      body: { confirm: 1, at: inHours(1) },
    })
    await fourEyes(true)
    await makeDue(result.job)
    expect((await endedJob(validator, result.job)).error?.code).toBe('journal-four-eyes')
    expect(await readJournal(validator, number)).toMatchObject({ state: 'draft' })
    await fourEyes(false)
  })
})

describe('a scheduled validation', () => {
  const schedule = async (number: number, ifMoved: 'stop' | 'go' = 'stop') => {
    const { change: confirm } = await previewOf(validator, number)
    return validator.call(journals.validateJournal, { ...at(number), body: { confirm, at: inHours(2), ifMoved } })
  }

  it('waits for its time, is called off by whoever may validate, and the draft is as it was', async () => {
    const { number } = await draft('Plus tard')
    const { result } = await schedule(number)
    expect(result).toMatchObject({ state: 'scheduled', isValidated: false })
    expect(Date.parse(result.scheduledFor ?? '')).toBeGreaterThan(Date.now() + 3_600_000)
    expect((await preparer.call(journals.unscheduleJournal, at(number))).status).toBe(403)
    expect((await chief.call(journals.unscheduleJournal, at(number))).result.state).toBe('draft')
    expect(await endedJob(validator, result.job)).toMatchObject({ state: 'cancelled' })
    await makeDue(result.job)
    await sleep(1500)
    expect(await readJournal(validator, number)).toMatchObject({ state: 'draft', isValidated: false })
  })

  it('is refused for the past and for ever', async () => {
    const { number } = await draft('Jamais')
    for (const hours of [-1, 24 * 400]) {
      const body = { confirm: 1, at: inHours(hours) }
      expect((await validator.call(journals.validateJournal, { ...at(number), body })).problem.code).toBe(
        'journal-time-past',
      )
    }
  })

  it('happens at its time; when the base moved it stops, or goes on if it was told so', async () => {
    const moved = async (ifMoved: 'stop' | 'go') => {
      const made = await Promise.all([createCompany(chief), createCompany(chief, { name: 'Autre' })])
      const { number } = await draftJournal(
        preparer,
        { field: 'alias', value: 'Nuit' },
        made.map(({ id }) => id),
      )
      const { result } = await schedule(number, ifMoved)
      await execute(server.pool, sql`update company set alias = 'Nuit', version = version + 1 where id = ${made[0].id}`)
      await makeDue(result.job)
      const { state, error } = await endedJob(validator, result.job)
      return { state, code: error?.code, alias: (await valuesOf(chief, made[1].id))['alias'] }
    }
    expect(await moved('stop')).toEqual({ state: 'failed', code: 'journal-moved', alias: null })
    expect(await told(validator, 'job-failed')).toMatchObject({ what: 'journal-validate' })
    expect(await moved('go')).toEqual({ state: 'done', code: undefined, alias: 'Nuit' })
  })

  it('does nothing when the right was lost meanwhile, or its user left', async () => {
    const late = await createUser(server, { name: 'Late', rights: [...seeing, 'journal.validate'] })
    const start = async (number: number) =>
      (await late.call(journals.validateJournal, { ...at(number), body: { confirm: 1, at: inHours(1) } })).result.job
    const [one, two] = [await draft('Droit perdu'), await draft('Parti')]
    const [lost, left] = [await start(one.number), await start(two.number)]
    await execute(
      server.pool,
      sql`update role set rights = array_remove(rights, 'journal.validate') where id = (select role_id from app_user where id = ${late.id})`,
    )
    await makeDue(lost)
    expect((await endedJob(late, lost)).error?.code).toBe('right-missing')
    expect(await told(late, 'job-failed')).toMatchObject({ journal: one.number })
    await execute(server.pool, sql`update app_user set is_active = false where id = ${late.id}`)
    await makeDue(left)
    const ended = async () =>
      (
        await rowsOf<{ code: string | null }>(
          server.pool,
          sql`select error ->> 'code' as code from job where id = ${left}`,
        )
      )[0]?.code
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    while (!(await ended())) await sleep(20)
    expect(await ended()).toBe('job-user-gone')
    expect(await readJournal(validator, two.number)).toMatchObject({ state: 'draft' })
  })
})

describe('what one is told', () => {
  it('is that somebody else undid what one did, and not that one did it oneself', async () => {
    const { number } = await draft('Repris', validator)
    await validated(validator, number)
    const { changeSet } = await readJournal(validator, number)
    const params = { id: changeSet ?? 0 }
    await chief.call(undoChangeSet, { params, body: { conflicts: 'keep' } })
    expect(await told(validator, 'undone')).toMatchObject({ by: 'Chief', what: 'journal', subject: `n° ${number}` })
    expect((await noticesOf(chief)).notices.filter(({ kind }) => kind === 'undone')).toEqual([])
  })

  it('is marked as read, and is nobody else’s', async () => {
    const before = await noticesOf(validator)
    expect(before.unread).toBe(before.notices.filter(({ isRead }) => !isRead).length)
    const [first] = before.notices
    await chief.call(readNotices, { body: {} })
    expect((await noticesOf(validator)).unread).toBe(before.unread)
    const { result } = await validator.call(readNotices, { body: { ids: [first?.id ?? 0] } })
    expect(result.unread).toBe(before.unread - 1)
    expect((await validator.call(readNotices, { body: {} })).result.unread).toBe(0)
  })

  it('is mailed to whoever wants it once there is a mail server', async () => {
    const mails = async (to: string) => {
      const sent = await rowsOf<{ id: number; subject: string; text: string }>(
        server.pool,
        sql`select id, subject, text from mail where recipient = ${to} order by id`,
      )
      return Promise.all(
        sent.map(async ({ id, subject, text }) => ({
          subject,
          text: await server.services.secrets.open(mailTextSlot(id), text),
        })),
      )
    }
    expect(await mails(validator.email)).toEqual([])
    const settings = {
      host: '127.0.0.1',
      port: 9,
      security: 'none',
      user: null,
      from: 'rafale@rafale.test',
      address: 'https://crm.test',
      secret: null,
    }
    await execute(
      server.pool,
      sql`insert into setting (key, value) values ('mail', ${JSON.stringify(settings)}::jsonb)`,
    )
    expect((await chief.call(setNoticeMails, { body: { areMailed: false } })).result).toEqual({ areMailed: false })
    const { number } = await draft('Courrier')
    await submit(number)
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    while ((await mails(validator.email)).length === 0) await sleep(20)
    expect(await mails(validator.email)).toMatchObject([
      {
        subject: 'Rafale · Prep waits for a validation',
        text: expect.stringContaining(`https://crm.test/journals/${number}`),
      },
    ])
    expect(await mails(chief.email)).toEqual([])
  })
})
