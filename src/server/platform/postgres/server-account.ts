import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { PostgresStartError } from './postgres-start-error.ts'

/** The system account PostgreSQL runs as; `switched` when it is not the account of this process, which is then root. */
export type ServerAccount = { uid: number; gid: number; name: string; switched: boolean }

/**
 * The account to run PostgreSQL as: ours, or, since PostgreSQL refuses root, that of the owner of the existing data
 * (`ownerUid`; so `sudo rafale …` does not take a user's base away from them), else `nobody`.
 */
export async function chooseServerAccount(ownerUid: number | undefined): Promise<ServerAccount> {
  if (process.platform === 'win32') return { uid: -1, gid: -1, name: userInfo().username, switched: false }
  const uid = process.geteuid?.() ?? -1
  if (uid !== 0) return { uid, gid: process.getegid?.() ?? -1, name: ownName(uid), switched: false }

  const wanted = ownerUid ? await findAccount((account) => account.uid === ownerUid) : undefined
  const account = wanted ?? (await findAccount((candidate) => candidate.name === 'nobody'))
  if (!account) {
    throw new PostgresStartError(
      'PostgreSQL refuses to run as root and this system has no user "nobody" to run it as. ' +
        'Start Rafale as an ordinary user, or give it a PostgreSQL server with DATABASE_URL.',
    )
  }
  return { ...account, switched: true }
}

function ownName(uid: number): string {
  try {
    return userInfo().username
  } catch {
    throw new PostgresStartError(
      `The user id ${uid} that Rafale runs as has no name in /etc/passwd, and PostgreSQL wants one. ` +
        'Add the user, or give Rafale a PostgreSQL server with DATABASE_URL.',
    )
  }
}

async function findAccount(matches: (account: { uid: number; name: string }) => boolean) {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: asUnsigned(uid), gid: asUnsigned(gid) }))
    .find((account) => account.name !== '' && matches(account))
}

/** macOS writes nobody's id as -2. */
function asUnsigned(id: string | undefined): number {
  return Number(id) >>> 0
}
