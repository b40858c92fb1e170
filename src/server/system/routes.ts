/** The page of the system, for administrators: how the installation is. */
import { getSystem } from '../../shared/contract/system.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { systemState } from './system-state.ts'

export const systemRoutes: readonly Implementation[] = [implement(getSystem, (call) => systemState(call))]
