import type { WorkbookFormat } from '../../../../shared/contract/import-file.contract.ts'
import { openOds } from '../ods/open-ods.ts'
import { openOld } from '../old/open-old.ts'
import { openXlsx } from '../xlsx/open-xlsx.ts'
import { openZip, type Zip } from '../zip/open-zip.ts'
import type { Workbook } from './workbook.ts'

/** What a binary workbook may expand to: it is read as a whole. */
const wholeLimits = { perPart: 512 * 1024 ** 2, total: 1024 ** 3 }

/** The sheets of a file of that format. */
async function openWorkbook(path: string, format: WorkbookFormat): Promise<Workbook> {
  switch (format) {
    case 'xlsx':
      return openZipped(path, openXlsx)
    case 'ods':
      return openZipped(path, openOds)
    case 'xlsb':
      await checkParts(path)
      return openOld(path, format)
    case 'xls':
      return openOld(path, format)
  }
}

async function openZipped(path: string, open: (zip: Zip) => Promise<Workbook>): Promise<Workbook> {
  const zip = await openZip(path)
  try {
    return await open(zip)
  } catch (error) {
    zip.close()
    throw error
  }
}

/** Every part of the archive is whole and no larger than may be read at once. Throws 'file-damaged', 'file-unsafe'. */
async function checkParts(path: string): Promise<void> {
  const zip = await openZip(path, wholeLimits)
  try {
    for (const name of zip.names()) {
      if (name.endsWith('/')) continue
      const chunks = zip.chunks(name)
      while (!(await chunks.next()).done);
    }
  } finally {
    zip.close()
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
