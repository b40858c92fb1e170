import type { fr } from '../fr/index.ts'
import type { TextsOf } from '../texts-of.ts'

export const access: TextsOf<typeof fr.access> = {
  who: 'Who sees this record',
  everybody: 'All users',
  restricted: 'Restricted access',
  company: {
    everybodyText: 'All users who have the right to see companies see this one and its contacts.',
    restrictedText:
      'Only the users chosen, and those with access to one of the entities chosen, see this company, its contacts and all that hangs on it.',
  },
  contact: {
    everybodyText: 'All who see the company see this contact.',
    restrictedText: 'Among those who see the company, only the users chosen see this contact.',
  },
  companyRestricted: 'Access to the company is restricted: that holds for this contact too.',
  users: 'Users',
  chosenUsers: 'Users who see the record',
  entities: 'Billing entities',
  chosenEntities: 'Entities that see the record',
  favourites: 'Favourites',
  others: 'Other users',
  addFavourite: 'Add to favourites',
  removeFavourite: 'Remove from favourites',
  save: 'Save the access',
  saved: 'Access saved.',
  shutOut: 'Access saved. You no longer see this record.',
  warnTitle: 'You will no longer see this record',
  warnText:
    'You are neither among the users chosen nor in an entity chosen. The record will leave your lists, and only another user can give it back to you.',
  warnAction: 'Take my access away',
}
export const picker: TextsOf<typeof fr.picker> = {
  add: 'Add the selection',
  addAll: 'Add all',
  remove: 'Remove the selection',
  removeAll: 'Remove all',
}
