import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'

export type ServerSetting = { name: string; value: string; why: string }

const megabyte = 2 ** 20

/** Our settings of the embedded server, each with its reason, for the memory, cores and disk of this machine. */
export async function serverSettings(directory: string): Promise<ServerSetting[]> {
  const memory = usableMemory() / megabyte
  const cores = availableParallelism()
  const walMegabytes = Math.round(Math.min(4096, Math.max(512, (await freeSpace(directory)) / megabyte / 10)))
  return [
    setting(
      'shared_buffers',
      `${clamp(memory * 0.15, 128, 1024)}MB`,
      'The working set of a million records; more is better left to the system cache, which Node shares.',
    ),
    setting(
      'effective_cache_size',
      `${clamp(memory * 0.5, 256, 65_536)}MB`,
      'Lets the planner count on the system cache, and so choose index scans.',
    ),
    setting(
      'work_mem',
      '32MB',
      'Sorts and hashes of lists stay in memory; bulk statements raise it in their own transaction.',
    ),
    setting('maintenance_work_mem', '256MB', 'Indexes are built and vacuumed in one pass.'),
    setting('max_connections', '60', 'One or two processes with pools of 20, the command line and leases.'),
    setting('superuser_reserved_connections', '3', 'The launcher gets in even when the pools have taken the rest.'),
    setting('max_worker_processes', '8', 'Room for the parallel workers below.'),
    setting('max_parallel_workers', `${cores}`, 'No more than there are cores.'),
    setting(
      'max_parallel_workers_per_gather',
      `${clamp(cores - 1, 1, 2)}`,
      'One long count must not take the whole machine from the other users.',
    ),
    setting(
      'parallel_setup_cost',
      '15000',
      'A page that an index gives in order stays on one core: 0.2 s rather than 0.4 for five conditions on 1,000,000 rows.',
    ),
    setting('jit', 'off', 'Compiling costs more than it saves on queries of milliseconds.'),
    setting('random_page_cost', '1.1', 'Disks are solid state: a random read costs about what a sequential one does.'),
    setting('wal_level', 'minimal', 'Nothing is replicated, so tables made and filled in one transaction need no log.'),
    setting('max_wal_senders', '0', 'Required by wal_level minimal.'),
    setting(
      'max_wal_size',
      `${walMegabytes}MB`,
      'An import of a million rows passes without a forced checkpoint; less on a small disk.',
    ),
    setting(
      'min_wal_size',
      `${Math.min(256, walMegabytes)}MB`,
      'Log files are reused rather than made again, without holding gigabytes when idle.',
    ),
    setting(
      'checkpoint_timeout',
      '15min',
      'Fewer full-page images in the log; recovery after a crash stays under a minute.',
    ),
    setting('checkpoint_completion_target', '0.9', 'Spreads the writes of a checkpoint, so that nobody feels it.'),
    setting('wal_compression', 'pglz', 'Full-page images are half of the log of a bulk update. This build has no lz4.'),
    setting(
      'dynamic_shared_memory_type',
      await sharedMemoryType(),
      'Files where /dev/shm is small (64 MB in a container): parallel queries fail when it is full.',
    ),
    ...(process.platform === 'win32'
      ? []
      : [
          setting(
            'client_connection_check_interval',
            '5s',
            'A statement whose Node process was killed stops, and frees its locks, instead of running to its end for nobody.',
          ),
        ]),
    setting('synchronous_commit', 'on', 'What was confirmed to a user is on the disk.'),
    setting('timezone', `'UTC'`, 'Moments are read and written the same on every machine.'),
    setting('log_timezone', `'UTC'`, 'The same in the log.'),
    setting('lc_messages', `'C'`, 'Messages in English, which the launcher reads.'),
    setting('log_error_verbosity', 'terse', 'Details quote the values of rows: personal data has no place in a log.'),
    setting('log_checkpoints', 'off', 'The log keeps what somebody must look at.'),
  ]
}

function setting(name: string, value: string, why: string): ServerSetting {
  return { name, value, why }
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)))
}

/** The memory of the machine, or of the container when that is limited to less. */
function usableMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

async function freeSpace(directory: string): Promise<number> {
  const disk = await statfs(directory).catch(() => undefined)
  return disk ? disk.bavail * disk.bsize : Infinity
}

async function sharedMemoryType(): Promise<string> {
  if (process.platform === 'win32') return 'windows'
  if (process.platform !== 'linux') return 'posix'
  const disk = await statfs('/dev/shm').catch(() => undefined)
  return disk && disk.blocks * disk.bsize >= 256 * megabyte ? 'posix' : 'mmap'
}
