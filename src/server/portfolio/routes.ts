/** Handing what one user looks after over to another (CO-11). */
import * as contract from '../../shared/contract/portfolio.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { previewTransfer, startTransfer } from './transfer-portfolio.ts'

export const portfolioRoutes: readonly Implementation[] = [
  implement(contract.previewTransfer, ({ pool, actor, body }) => previewTransfer(pool, actor, body)),
  implement(contract.startTransfer, ({ pool, actor, body }) => startTransfer(pool, actor, body)),
]
