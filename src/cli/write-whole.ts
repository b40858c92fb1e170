import { open, rename, rm } from 'node:fs/promises'

/**
 * Runs `work` with a way to write a file: what it writes at `partial` is at `path` once all went well, and nowhere
 * otherwise. That the file can be made is known before the work begins. Without a path there is nothing to write.
 */
export async function withOutput<T>(
  path: string | undefined,
  work: (partial: string | undefined) => Promise<T>,
): Promise<T> {
  if (path === undefined) return work(undefined)
  const partial = `${path}.partial`
  await (await open(partial, 'w')).close()
  try {
    const result = await work(partial)
    await rename(partial, path)
    return result
  } finally {
    await rm(partial, { force: true })
  }
}
