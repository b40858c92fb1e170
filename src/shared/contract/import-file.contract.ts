import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const

/** Formats of files whose rows stand in sheets. */
export const workbookFormats = ['xlsx', 'xlsb', 'xls', 'ods'] as const
export type WorkbookFormat = (typeof workbookFormats)[number]
/** The format of a file is found by its content, whatever its name. */
export const fileFormats = ['text', ...workbookFormats, 'vcf'] as const
export type FileFormat = (typeof fileFormats)[number]

export const textDialect = z.object({
  format: z.literal('text'),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  headerRow: z.int().min(1),
})
export const chosenSheet = z.object({ name: z.string().max(255), headerRow: z.int().min(1) })
export const workbookDialect = z.object({
  format: z.enum(workbookFormats),
  /** The sheets read as one import, the first deciding the order of columns. */
  sheets: z.array(chosenSheet).min(1).max(20),
})
export const cardsDialect = z.object({ format: z.literal('vcf'), encoding: z.enum(encodings) })

/** How a file is read. */
export const dialect = z.discriminatedUnion('format', [textDialect, workbookDialect, cardsDialect])
export type Dialect = z.infer<typeof dialect>
export type TextDialect = z.infer<typeof textDialect>
export type WorkbookDialect = z.infer<typeof workbookDialect>
export type CardsDialect = z.infer<typeof cardsDialect>

/** What is told about the reading of a file, in the language asked for. */
export const fileNote = z.object({ code: z.string(), message: z.string() })
export type FileNote = z.infer<typeof fileNote>

export const fileColumn = z.object({
  column: z.int(),
  header: z.string(),
  /** Up to 5 different values that are not empty. */
  samples: z.array(z.string()),
  /** Whether the day-month order could not be told from the whole column. */
  isDateOrderUnclear: z.boolean(),
  /** Whether some of its numbers can be read in two ways ("1.234"), and none proves one. */
  isDecimalUnclear: z.boolean().default(false),
  confidence: z.enum(['sure', 'check', 'none']),
})

const params = z.object({ id: z.coerce.number().int().positive() })

export const previewImportFile = endpoint({
  id: 'previewImportFile',
  method: 'GET',
  path: '/api/v1/imports/:id/preview',
  summary: 'The first rows as they are read with these settings',
  right: 'import.run',
  params,
  query: z.object({
    encoding: z.enum(encodings).optional(),
    delimiter: z.enum(delimiters).optional(),
    /** Of a workbook: the sheet looked at; the one found when not said. */
    sheet: z.string().max(255).optional(),
    headerRow: z.coerce.number().int().min(1).optional(),
  }),
  result: z.object({
    /** With the sheet looked at alone, of a workbook. */
    dialect,
    headers: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    /** The number of each of the rows in its file or sheet. */
    rowNumbers: z.array(z.int()),
    /** Every sheet of a workbook. */
    sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
    notes: z.array(fileNote),
  }),
  errors: ['not-found', 'file-no-header', 'file-empty', 'file-sheet-unknown', 'file-too-many-columns'],
})
