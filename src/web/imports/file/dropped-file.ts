let dropped: File | undefined

/** Keeps a file dropped on another page for the page of new imports, which takes it at once. */
export function keepDropped(file: File): void {
  dropped = file
}

/** The file kept, once. */
export function takeDropped(): File | undefined {
  const file = dropped
  dropped = undefined
  return file
}
