import type { fields as fr } from '../fr/fields.ts'
import type { TextsOf } from '../texts-of.ts'

export const fields: TextsOf<typeof fr> = {
  ofCompany: 'company',
  choose: 'Choose…',
  chooseMany: 'Add…',
  nothingFound: 'No value matches',
  typeToSearch: 'Type a few letters',
  addValue: 'Add “{{text}}”',
  added: '“{{text}}” was added to the list.',
  archived: 'archived',
  hidden: 'Hidden',
  hiddenText: 'This record is not open to you. Leave the field as it is to keep it.',
  locked: 'This field is kept elsewhere: an administrator locked it for you. Its value can be read, not changed here.',
  openSite: 'Open the site',
  writeMail: 'Write an e-mail',
  phoneCall: 'Call',
  picture: {
    choose: 'Choose a photo',
    change: 'Change the photo',
    remove: 'Remove',
    hint: 'or drop a picture here, or paste it',
  },
  province: {
    title: 'Add a province or state',
    code: 'Abbreviation',
    name: 'Name',
    country: 'Country: {{country}}',
    chooseCountry: 'Choose the country of the address first.',
    add: 'Add a province…',
  },
  requiredWhen: 'Required when “{{other}}” is “{{value}}”.',
  required: '“{{field}}” is required.',
}
