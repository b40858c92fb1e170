import type { ListEntity } from '../../shared/contract/record.contract.ts'

/** The keys of the query cache, in one place; a prefix invalidates all that starts with it. */
export const queryKeys = {
  session: ['session'],
  jobs: ['jobs'],
  notices: ['notices'],
  lists: ['list-values'],
  customFields: ['custom-fields'],
  users: ['users'],
  billingEntities: ['billing-entities'],
  accounts: ['accounts'],
  roles: ['roles'],
  mail: ['mail'],
  audit: ['audit'],
  numbering: ['numbering'],
  signOn: ['sign-on'],
  /** What one's own account has: sessions, keys, second factor, favourites. */
  me: ['me'],
  /** Everything read about records: lists, counts, records, histories, suggestions. */
  records: ['records'],
  recordsOf: (entity: ListEntity) => ['records', entity],
  record: (entity: ListEntity, id: number) => ['records', entity, 'record', id],
  history: (entity: ListEntity, id: number) => ['records', entity, 'history', id],
  views: (entity: ListEntity) => ['views', entity],
  changeSets: ['change-sets'],
  restorePoints: ['restore-points'],
  imports: ['imports'],
  journals: ['journals'],
} as const satisfies Record<string, readonly unknown[] | ((...parts: never[]) => readonly unknown[])>
