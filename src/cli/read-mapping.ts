import { updatePolicies, type UpdatePolicy } from '../shared/contract/import.contract.ts'
import { UsageError } from './explain.ts'

export type SaidMapping = { header: string; target: string | null; policy?: UpdatePolicy }

/** `Header=field`, `Header=field:policy` or `Header=-`; the header may itself have an equals sign. Throws a `UsageError`. */
export function readMapping(text: string): SaidMapping {
  const at = text.lastIndexOf('=')
  const header = text.slice(0, at).trim()
  const [target = '', policy] = text
    .slice(at + 1)
    .trim()
    .split(':')
  if (at < 1 || header === '' || target === '') throw new UsageError(`--map "${text}": write "Header=field[:policy]".`)
  if (target === '-') return { header, target: null }
  if (policy === undefined) return { header, target }
  if (!isPolicy(policy)) {
    throw new UsageError(`--map "${text}": the policy is one of ${updatePolicies.join(', ')}.`)
  }
  return { header, target, policy }
}

const isPolicy = (text: string): text is UpdatePolicy => (updatePolicies as readonly string[]).includes(text)
