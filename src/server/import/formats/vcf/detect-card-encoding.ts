import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import type { CsvEncoding } from '../../csv/csv-dialect.ts'
import { wideEncoding, markedEncoding } from '../../csv/detect-encoding.ts'
import { readChunks } from '../../csv/read-chunks.ts'

const sampleBytes = 64 * 1024

/**
 * The encoding of a file of cards: UTF-16 by its mark or its zeros, else UTF-8. Cards may hold texts of several ones:
 * a text that is no UTF-8 is read as Windows-1252, and one that names its character set in that.
 */
export async function detectCardEncoding(path: string): Promise<CsvEncoding> {
  for await (const chunk of readChunks(path)) {
    const sample = chunk.subarray(0, sampleBytes)
    return (markedEncoding(sample) ?? wideEncoding(sample))?.encoding ?? 'utf-8'
  }
  throw new RafaleError('file-empty')
}
