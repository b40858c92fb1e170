import type { Example } from './example.ts'
import { importExamples } from './import-examples.ts'
import { recordExamples } from './record-examples.ts'

/** Every example of the API, by the id of its endpoint. */
export const examples: ReadonlyMap<string, Example> = new Map(
  [...importExamples, ...recordExamples].map((example) => [example.endpoint, example]),
)
