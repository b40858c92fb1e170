import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { previewImportFile, type Dialect } from '../../../shared/contract/import-file.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** The first rows of the file as these settings read them, of a workbook those of one sheet; the last ones stay while others are asked for. */
export function usePreview(id: number, dialect: Dialect | null, sheet: string | null) {
  const query = queryOf(dialect, sheet)
  return useQuery({
    queryKey: [...queryKeys.imports, id, 'preview', query],
    queryFn: ({ signal }) => call(previewImportFile, { params: { id }, query, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
}

function queryOf(dialect: Dialect | null, sheet: string | null) {
  if (!dialect) return {}
  if (dialect.format === 'text') {
    const { encoding, delimiter, headerRow } = dialect
    return { encoding, delimiter, headerRow }
  }
  if (dialect.format === 'vcf') return { encoding: dialect.encoding }
  const shown = dialect.sheets.find(({ name }) => name === sheet) ?? dialect.sheets[0]
  return shown ? { sheet: shown.name, headerRow: shown.headerRow } : {}
}
