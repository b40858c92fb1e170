export type ProgressBar = { report: (step: string, share: number) => void; end: () => void }

const width = 30

/** A bar on standard error while that is a terminal; nothing otherwise. `end` takes it away. */
export function progressBar(stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!stream.isTTY) return { report: () => undefined, end: () => undefined }
  let last = ''
  return {
    report: (step, share) => {
      const filled = Math.round(Math.min(1, Math.max(0, share)) * width)
      const line = `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(Math.floor(share * 100)).padStart(3)} % ${step}`
      if (line === last) return
      last = line
      stream.write(`\r\u001b[2K${line}`)
    },
    end: () => {
      if (last !== '') stream.write('\r\u001b[2K')
    },
  }
}

/** The bar for the length of `work`, whatever comes of it. */
export async function withProgress<T>(work: (bar: ProgressBar) => Promise<T>): Promise<T> {
  const bar = progressBar()
  try {
    return await work(bar)
  } finally {
    bar.end()
  }
}
