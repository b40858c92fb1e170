import { availableParallelism, cpus, totalmem, loadavg } from 'node:os'

/** What the figures were measured on. */
export function machine(postgres: string) {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? '',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0] ?? 0,
    node: process.version,
    postgres,
  }
}
