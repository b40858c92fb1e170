import { filter, type Filter } from '../shared/contract/record.contract.ts'
import { UsageError } from './explain.ts'

/** A filter as the API takes it, from JSON. Throws a `UsageError`. */
export function readFilter(text: string): Filter {
  try {
    return filter.parse(JSON.parse(text))
  } catch {
    throw new UsageError('--where takes a filter as JSON: {"all": [{"field": "salesRegion", "operator": "isEmpty"}]}')
  }
}
