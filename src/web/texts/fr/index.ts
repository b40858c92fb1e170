import { access, picker } from './access.ts'
import { account } from './account.ts'
import { administration } from './administration.ts'
import { changeSets } from './change-sets.ts'
import { common } from './common.ts'
import { customFields } from './custom-fields.ts'
import { duplicates, merge } from './duplicates.ts'
import { exports } from './exports.ts'
import { fields } from './fields.ts'
import { filters } from './filters.ts'
import { history } from './history.ts'
import { importOf } from './import-of.ts'
import { imports } from './imports.ts'
import { journals } from './journals.ts'
import { list } from './list.ts'
import { portfolio } from './portfolio.ts'
import { recycleBin } from './recycle-bin.ts'
import { record } from './record.ts'
import { restorePoints } from './restore-points.ts'
import { reversal } from './reversal.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { shortcuts } from './shortcuts.ts'
import { sources } from './sources.ts'
import { system } from './system.ts'
import { trees } from './trees.ts'

/** Every text of the application in French, the language it is written in first. */
export const fr = {
  common,
  session,
  shell,
  shortcuts,
  list,
  filters,
  record,
  fields,
  customFields,
  history,
  exports,
  importOf,
  imports,
  journals,
  sources,
  portfolio,
  duplicates,
  merge,
  recycleBin,
  changeSets,
  reversal,
  restorePoints,
  administration,
  account,
  access,
  picker,
  trees,
  system,
}
