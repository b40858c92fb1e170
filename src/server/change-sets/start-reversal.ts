import type { Reversal } from '../../shared/contract/change-set.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { provePassword } from '../platform/auth/prove-password.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Call } from '../platform/http/implement.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import { restoreSource } from '../records/plan/reversal-source.ts'
import { findUndoable } from './find-undoable.ts'
import { previewReversal, recordsOf } from './preview-reversal.ts'
import { findPreview, getPreview } from './reversal-previews.ts'
import { findRestorePoint } from './restore-points.ts'

type Params = { id: number }

/** A job is to undo the change set; params `{changeSet, conflicts}`. Throws what `findUndoable` throws. */
export async function startUndo(
  call: Call<Params, unknown, { conflicts: 'keep' | 'revert' }>,
): Promise<{ job: number }> {
  const { pool, actor, params, body } = call
  const { id, source } = await findUndoable(pool, actor, params.id)
  const job = await inTransaction(pool, (client) =>
    addJob(client, {
      kind: 'undo',
      userId: actor.userId,
      subject: source ?? `#${id}`,
      params: { changeSet: id, conflicts: body.conflicts },
    }),
  )
  return { job }
}

/** What restoring to a point would do. Throws 'not-found'. */
export async function previewRestore({ pool, actor, params }: Call<Params>): Promise<Reversal> {
  const { position } = await findRestorePoint(pool, params.id)
  return previewReversal(pool, actor, (client, name) => restoreSource(client, position, name))
}

/** What was previewed, if it still holds; throws 'reversal-stale' when the base changed since. */
async function reversalOf(call: Call<Params>, preview: number | undefined): Promise<Reversal> {
  if (preview === undefined) return previewRestore(call)
  const { restorePoint } = await findPreview(call.pool, call.actor, preview)
  const { reversal, isStale } = await getPreview(call.pool, call.actor, preview)
  if (restorePoint !== call.params.id) throw new RafaleError('not-found')
  if (reversal === null || isStale) throw new RafaleError('reversal-stale')
  return reversal
}

/**
 * A job is to restore to the point; params `{restorePoint, name, position}`. Throws 'sign-in-refused' unless the password is the caller's,
 * 'confirmation-wrong' unless the number typed is that of the records a restore would write.
 */
export async function startRestore(
  call: Call<Params, unknown, { records: number; password: string; preview?: number | undefined }>,
): Promise<{ job: number }> {
  const { pool, actor, params, body, request } = call
  const { name, position } = await findRestorePoint(pool, params.id)
  await provePassword(pool, actor, body.password, request.ip)
  const expected = recordsOf(await reversalOf(call, body.preview))
  if (body.records !== expected) throw new RafaleError('confirmation-wrong', { typed: body.records, expected })
  const job = await inTransaction(pool, async (client) => {
    await writeAudit(client, {
      action: 'restore-asked',
      userId: actor.userId,
      detail: { restorePoint: params.id, records: expected },
    })
    return addJob(client, {
      kind: 'restore',
      userId: actor.userId,
      subject: name,
      params: { restorePoint: params.id, name, position },
    })
  })
  return { job }
}
