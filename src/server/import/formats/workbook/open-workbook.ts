import type { WorkbookFormat } from '../../../../shared/contract/import.contract.ts'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { openOds } from '../ods/open-ods.ts'
import { openXlsx } from '../xlsx/open-xlsx.ts'
import { openZip } from '../zip/open-zip.ts'
import type { Workbook } from './workbook.ts'

/** The sheets of a file of that format. */
export async function openWorkbook(path: string, format: WorkbookFormat): Promise<Workbook> {
  if (format !== 'xlsx' && format !== 'ods') throw new RafaleError('file-not-text', { kind: format.toUpperCase() })
  const zip = await openZip(path)
  try {
    return await (format === 'ods' ? openOds(zip) : openXlsx(zip))
  } catch (error) {
    zip.close()
    throw error
  }
}

/** Runs `work` on an open workbook, which is closed afterwards. */
export async function withWorkbook<T>(
  path: string,
  format: WorkbookFormat,
  work: (workbook: Workbook) => Promise<T>,
): Promise<T> {
  const workbook = await openWorkbook(path, format)
  try {
    return await work(workbook)
  } finally {
    workbook.close()
  }
}
