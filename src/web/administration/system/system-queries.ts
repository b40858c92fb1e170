import { useQuery } from '@tanstack/react-query'
import { listBackups } from '../../../shared/contract/backup.contract.ts'
import { getSystem } from '../../../shared/contract/system.contract.ts'
import { call } from '../../api/call.ts'

export const systemKey = ['system'] as const
export const backupsKey = ['system', 'backups'] as const

const usually = 20_000
const whileOneIsMade = 1000

/** How the installation is, as it goes on. */
export const useSystem = () =>
  useQuery({
    queryKey: [...systemKey, 'state'],
    queryFn: ({ signal }) => call(getSystem, { signal }),
    refetchInterval: usually,
  })

/** The backups, often while one is made. */
export const useBackups = () =>
  useQuery({
    queryKey: backupsKey,
    queryFn: ({ signal }) => call(listBackups, { signal }),
    refetchInterval: ({ state }) => (state.data?.job ? whileOneIsMade : usually),
  })
