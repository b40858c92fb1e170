/** A place where files for recurring imports are laid: a watched folder, or a directory of an SFTP server. */

/** A plain file, or a link, which is never followed. */
export type FoundFile = {
  name: string
  size: number
  /** Milliseconds since 1970. */ modifiedAt: number
  isLink: boolean
}

export type Fetched = { hash: string; size: number }

/** The two folders beside the files, in which those that are done with are put away. */
export type Shelf = 'done' | 'refused'

export type Place = {
  /** Whether files are put away; else they stay and are remembered. */
  moves: boolean
  /** Of an SFTP server: the fingerprint of the key it showed. */
  hostKey: string | null
  /** The files that lie in it, not those of its folders. */
  look(): Promise<FoundFile[]>
  /** The file's bytes are written to `path`; undefined when it changed meanwhile or is gone. Throws 'upload-too-large'. */
  fetch(file: FoundFile, path: string, limits: FetchLimits): Promise<Fetched | undefined>
  /** The file is on the shelf by a name that begins with the moment; where. Throws 'source-cannot-move'. */
  putAway(file: FoundFile, shelf: Shelf, moment: Date): Promise<string>
  close(): Promise<void>
}

export type FetchLimits = { maxMegabytes: number; signal: AbortSignal }

/** `20261122T041530123-clients.csv`: sorts by time, and no two are alike. */
export const shelfName = (name: string, moment: Date): string =>
  `${moment.toISOString().replaceAll(/[-:.Z]/g, '')}-${name}`

/** Names that could lead elsewhere are no names of files. */
export const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name) && Buffer.byteLength(name) <= 255
