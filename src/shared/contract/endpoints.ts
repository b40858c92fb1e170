import * as access from './access.contract.ts'
import * as accounts from './account.contract.ts'
import * as audit from './audit.contract.ts'
import * as backups from './backup.contract.ts'
import * as changeSets from './change-set.contract.ts'
import * as customFields from './custom-field.contract.ts'
import * as duplicates from './duplicate.contract.ts'
import type { Endpoint } from './endpoint.ts'
import * as exports from './export.contract.ts'
import * as fieldLocks from './field-lock.contract.ts'
import * as importChecks from './import-check.contract.ts'
import * as importMappings from './import-mapping.contract.ts'
import * as importFiles from './import-file.contract.ts'
import * as importSources from './import-source.contract.ts'
import * as importRows from './import-row.contract.ts'
import * as imports from './import.contract.ts'
import * as jobs from './job.contract.ts'
import * as journalRules from './journal-rules.contract.ts'
import * as journals from './journal.contract.ts'
import * as merges from './merge.contract.ts'
import * as massActions from './mass-action.contract.ts'
import * as mail from './mail.contract.ts'
import * as trees from './tree.contract.ts'
import * as targeting from './journal-targeting.contract.ts'
import * as notices from './notice.contract.ts'
import * as pictures from './picture.contract.ts'
import * as portfolio from './portfolio.contract.ts'
import * as records from './record.contract.ts'
import * as reference from './reference.contract.ts'
import * as roles from './role.contract.ts'
import * as savedViews from './saved-view.contract.ts'
import * as reversals from './reversal.contract.ts'
import * as recycleBin from './recycle-bin.contract.ts'
import * as retention from './retention.contract.ts'
import * as session from './session.contract.ts'
import * as signOn from './sign-on.contract.ts'
import * as system from './system.contract.ts'
import * as uploads from './upload.contract.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- endpoints of every shape in one list
type AnyEndpoint = Endpoint<any, any, any, any>

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'right' in value && 'method' in value

/** Every endpoint of the contract, by path. */
export const endpoints: readonly AnyEndpoint[] = [
  session,
  signOn,
  reference,
  customFields,
  records,
  changeSets,
  exports,
  imports,
  fieldLocks,
  importChecks,
  importFiles,
  importRows,
  importMappings,
  importSources,
  uploads,
  journals,
  journalRules,
  jobs,
  mail,
  access,
  massActions,
  duplicates,
  merges,
  savedViews,
  trees,
  accounts,
  roles,
  audit,
  targeting,
  notices,
  reversals,
  recycleBin,
  portfolio,
  pictures,
  retention,
  backups,
  system,
]
  .flatMap((contract) => Object.values<unknown>(contract).filter(isEndpoint))
  .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method))

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
