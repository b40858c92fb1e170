/** The table of contents of the API: what answers each endpoint of the contract. A test counts that none is left out. */
import { accountRoutes } from './accounts/routes.ts'
import { ownAccountRoutes } from './account/routes.ts'
import { changeSetRoutes } from './change-sets/routes.ts'
import { backupRoutes } from './backup/routes.ts'
import { customFieldRoutes } from './custom-fields/routes.ts'
import { duplicateRoutes } from './duplicates/routes.ts'
import { fieldLockRoutes } from './field-locks/routes.ts'
import { exportRoutes } from './export/routes.ts'
import { importRoutes } from './import/routes.ts'
import { jobRoutes } from './jobs/routes.ts'
import { journalRoutes } from './journals/routes.ts'
import { mailRoutes } from './mail/routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { mergeRoutes } from './merges/routes.ts'
import { massActionRoutes } from './mass-actions/routes.ts'
import type { Implementation } from './platform/http/implement.ts'
import { pictureRoutes } from './pictures/routes.ts'
import { recordRoutes } from './records/routes.ts'
import { portfolioRoutes } from './portfolio/routes.ts'
import { recycleBinRoutes } from './recycle-bin/routes.ts'
import { referenceRoutes } from './reference/routes.ts'
import { savedViewRoutes } from './saved-views/routes.ts'
import { signOnRoutes } from './sign-on/routes.ts'
import { sessionRoutes } from './session/routes.ts'
import { systemRoutes } from './system/routes.ts'
import { treeRoutes } from './trees/routes.ts'

export const routes: readonly Implementation[] = [
  ...sessionRoutes,
  ...signOnRoutes,
  ...referenceRoutes,
  ...customFieldRoutes,
  ...recordRoutes,
  ...changeSetRoutes,
  ...fieldLockRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...journalRoutes,
  ...jobRoutes,
  ...mailRoutes,
  ...massActionRoutes,
  ...duplicateRoutes,
  ...mergeRoutes,
  ...savedViewRoutes,
  ...treeRoutes,
  ...accountRoutes,
  ...ownAccountRoutes,
  ...noticeRoutes,
  ...recycleBinRoutes,
  ...portfolioRoutes,
  ...backupRoutes,
  ...systemRoutes,
  ...pictureRoutes,
]
