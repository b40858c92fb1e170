import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes of the disk that a directory is on, or will be once it is made. */
export async function diskSpace(directory: string): Promise<{ freeBytes: number; totalBytes: number }> {
  try {
    const { bavail, blocks, bsize } = await statfs(directory)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch (error) {
    const parent = dirname(directory)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === directory) throw error
    return diskSpace(parent)
  }
}
