import {
  limitNames,
  type ImportSource,
  type SourceInput,
  type SourceLimits,
} from '../../../shared/contract/import-source.contract.ts'

type LimitName = (typeof limitNames)[number]

/** The form of a source, as its inputs hold it: an empty limit is none, an empty secret stays what it was. */
export type SourceValues = {
  name: string
  kind: 'folder' | 'sftp'
  path: string
  host: string
  port: number | string
  user: string
  directory: string
  access: 'password' | 'key'
  password: string
  privateKey: string
  passphrase: string
  hostKey: string | null
  moves: boolean
  pattern: string
  entity: 'company' | 'contact'
  mapping: string | null
  mode: ImportSource['mode']
  scheduleKind: 'every' | 'daily' | 'cron'
  minutes: number | string
  at: string
  expression: string
  timeZone: string
  limits: Record<LimitName, { value: number | string; unit: 'count' | 'percent' }>
  headers: boolean
  holdsAfterStop: boolean
  runUser: string
  mailTo: string[]
  isActive: boolean
}

const usualLimits: SourceLimits = {
  creations: { value: 200, unit: 'count' },
  updates: null,
  deletions: { value: 5, unit: 'percent' },
  refused: { value: 10, unit: 'percent' },
  headers: true,
}

/** The form of a source, or of a new one in that user's name. */
export function toValues(source: ImportSource | undefined, userId: number): SourceValues {
  const { place, schedule } = source ?? { place: undefined, schedule: undefined }
  const sftp = place?.kind === 'sftp' ? place : undefined
  const limits = source?.limits ?? usualLimits
  const entries = limitNames.map((name) => [name, limits[name] ?? { value: '', unit: 'count' }])
  return {
    name: source?.name ?? '',
    kind: place?.kind ?? 'folder',
    path: place?.kind === 'folder' ? place.path : '',
    host: sftp?.host ?? '',
    port: sftp?.port ?? 22,
    user: sftp?.user ?? '',
    directory: sftp?.directory ?? '.',
    access: source?.secret === 'key' ? 'key' : 'password',
    password: '',
    privateKey: '',
    passphrase: '',
    hostKey: sftp?.hostKey ?? null,
    moves: sftp?.moves ?? false,
    pattern: source?.pattern ?? '*.csv; *.xlsx',
    entity: source?.entity ?? 'company',
    mapping: source?.mapping ? String(source.mapping.id) : null,
    mode: source?.mode ?? 'update',
    scheduleKind: schedule?.kind ?? 'every',
    minutes: schedule?.kind === 'every' ? schedule.minutes : 15,
    at: schedule?.kind === 'daily' ? schedule.at : '06:00',
    expression: schedule?.kind === 'cron' ? schedule.expression : '0 7 * * 1-5',
    timeZone: source?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    limits: Object.fromEntries(entries) as SourceValues['limits'],
    headers: limits.headers,
    holdsAfterStop: source?.holdsAfterStop ?? true,
    runUser: String(source?.user.id ?? userId),
    mailTo: source?.mailTo ?? [],
    isActive: source?.isActive ?? true,
  }
}

/** What the form says, as the API takes it. */
export function toBody(values: SourceValues): SourceInput {
  const { access, password, privateKey, passphrase, limits } = values
  const limitOf = (name: LimitName) =>
    limits[name].value === '' ? null : { value: Number(limits[name].value), unit: limits[name].unit }
  const givenKey = privateKey === '' ? {} : { privateKey, ...(passphrase === '' ? {} : { passphrase }) }
  const secret = access === 'key' ? givenKey : password === '' ? {} : { password }
  return {
    name: values.name,
    entity: values.entity,
    place: placeOf(values),
    ...(values.kind === 'sftp' ? secret : {}),
    pattern: values.pattern,
    mapping: Number(values.mapping),
    mode: values.mode,
    schedule: scheduleOf(values),
    timeZone: values.timeZone,
    limits: {
      creations: limitOf('creations'),
      updates: limitOf('updates'),
      deletions: limitOf('deletions'),
      refused: limitOf('refused'),
      headers: values.headers,
    },
    holdsAfterStop: values.holdsAfterStop,
    user: Number(values.runUser),
    mailTo: values.mailTo,
    isActive: values.isActive,
  }
}

const placeOf = ({ kind, path, host, port, user, directory, hostKey, moves }: SourceValues): SourceInput['place'] =>
  kind === 'folder' ? { kind, path } : { kind, host, port: Number(port), user, directory, hostKey, moves }

function scheduleOf({ scheduleKind, minutes, at, expression }: SourceValues): SourceInput['schedule'] {
  if (scheduleKind === 'every') return { kind: 'every', minutes: Number(minutes) }
  return scheduleKind === 'daily' ? { kind: 'daily', at } : { kind: 'cron', expression }
}
