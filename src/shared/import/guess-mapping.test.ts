import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { defaultKeys } from './default-keys.ts'
import { guessMapping } from './guess-mapping.ts'
import type { ImportEntity } from './targets.ts'
import { targetsOf } from './targets.ts'

type Samples = Record<string, string[]>

/** `Header → target` of a row of headers parted by `;`; what is not sure has a question mark. */
function guess(headers: string, samples: Samples = {}, entity: ImportEntity = 'company', memory = new Map()) {
  const columns = headers.split(';').map((header, column) => ({ column, header, samples: samples[header] ?? [] }))
  return guessMapping(entity, columns, memory)
    .map(({ target, confidence }) => (target ? `${target}${confidence === 'sure' ? '' : '?'}` : '–'))
    .join(' ')
}

const template =
  'company.code company.name company.vatNumber address.code address.name address.line1 address.city ' +
  'address.postalCode address.province address.country address.isDefault contact.fullName contact.phoneOffice ' +
  'contact.email1 contact.isDefault'

describe('files that programs and people make', () => {
  const files: Record<string, { headers: string; samples?: Samples; entity?: ImportEntity; targets: string }> = {
    'the template, in French': {
      headers:
        'Code client;Nom du client;Numéro de TVA;Adresse Code;Adresse Nom;Adresse;Ville;Code postal;État;Pays;' +
        'Est l’adresse par défaut;Nom du contact;Téléphone du contact;Adresse e-mail du contact;Est le contact par défaut',
      targets: template,
    },
    'the template, in capitals without accents, with its notes': {
      headers:
        'CODE CLIENT *;NOM DU CLIENT *;NUMERO DE TVA;ADRESSE CODE;ADRESSE NOM;ADRESSE;VILLE;CODE POSTAL;ETAT;PAYS (2 lettres);' +
        "EST L'ADRESSE PAR DEFAUT (Oui/Non);NOM DU CONTACT;TELEPHONE DU CONTACT;ADRESSE E-MAIL DU CONTACT;EST LE CONTACT PAR DEFAUT ?",
      targets: template,
    },
    'the template, in English': {
      headers:
        'Customer code;Customer name;VAT number;Address code;Address name;Address;City;Postal code;State;Country;' +
        'Is default address;Contact name;Contact phone;Contact e-mail;Is default contact',
      targets: template,
    },
    'an accounting program': {
      headers:
        'N° client;Raison sociale;Adresse 1;Adresse 2;C.P.;Ville;Pays;Tél.;Fax;N° TVA;SIRET;Code APE;Commentaire',
      targets:
        'company.code company.name address.line1 address.line2 address.postalCode address.city address.country ' +
        'company.phoneMain company.phoneFax company.vatNumber company.siret company.naf company.comments',
    },
    'companies alone': {
      headers: 'Code;Nom;Statut;Région;CA;Effectif;Site internet;Secteur d’activité;Commercial',
      targets:
        'company.code company.name company.salesStatus company.salesRegion company.annualRevenue company.employees ' +
        'company.website company.industry company.salesPerson',
    },
    'a list of people with their company': {
      headers: 'Société;Civilité;Nom;Prénom;Fonction;Email;Téléphone;Portable;Adresse;CP;Ville',
      targets:
        'company.name contact.civility contact.lastName contact.firstName contact.position contact.email1 ' +
        'contact.phoneOffice contact.phoneMobile address.line1 address.postalCode address.city',
    },
    'a company with its switchboard and one person': {
      headers: 'Code client;Société;Adresse;Code Postal;Ville;Pays;Standard;Contact;Téléphone;E-mail',
      targets:
        'company.code company.name address.line1 address.postalCode address.city address.country company.phoneMain ' +
        'contact.fullName contact.phoneOffice contact.email1',
    },
    'two phones, one before and one among the contact': {
      headers: 'Raison sociale;Téléphone;Adresse;Code postal;Ville;Nom du contact;Fonction;Téléphone;Email',
      targets:
        'company.name company.phoneMain address.line1 address.postalCode address.city contact.fullName ' +
        'contact.position contact.phoneOffice contact.email1',
    },
    'a well-known CRM, in English': {
      headers:
        'Account Name;Account Number;Parent Company;Billing Street;Billing City;Phone;Fax;Website;Industry;Employees;Annual Revenue',
      targets:
        'company.name company.code company.parent address.line1? address.city? company.phoneMain company.phoneFax company.website ' +
        'company.industry company.employees company.annualRevenue',
    },
    'an ERP that writes programmers’ names': {
      headers: 'external_id;companyName;vatNumber;street;zipCode;city;country;phoneMain;salesStatus;lastVisit',
      targets:
        'company.externalId company.name company.vatNumber address.line1 address.postalCode address.city ' +
        'address.country company.phoneMain company.salesStatus company.lastVisit',
    },
    'visits to be updated': {
      headers: 'Numéro client;Dern. visite;Dern. tentative;Intervalle de visite',
      targets: 'company.code company.lastVisit company.lastVisitAttempt company.visitInterval',
    },
    'a slip of the pen and words around the name': {
      headers:
        'Code du client;Raison social;Ville principale;Code postale;CA 2025;Adresse mail;Interlocuteur;Email société',
      targets:
        'company.code company.name? address.city? address.postalCode? company.annualRevenue? contact.email1 ' +
        'contact.fullName –',
    },
    'the state of the record, not of a country': {
      headers: 'Code;Nom;État;Ville',
      samples: { État: ['Actif', 'Inactif'] },
      targets: 'company.code company.name company.state address.city',
    },
    'what nobody can know': {
      headers: 'Code client;Machin;Remarque perso;Département;Date de création',
      targets: 'company.code – – – –',
    },
    'contacts alone': {
      headers: 'Civilité;Prénom;Nom;Fonction;Service;Mail;Tél;Mobile;LinkedIn;Né le',
      entity: 'contact',
      targets:
        'contact.civility contact.firstName contact.lastName contact.position contact.department contact.email1 ' +
        'contact.phoneOffice contact.phoneMobile contact.linkedin contact.birthDate',
    },
    'contacts with their company, as people call them': {
      headers: 'Prénom;Nom;Société;Code client;E-mail 1;E-mail 2;Téléphone fixe;Téléphone portable;Ligne directe;Notes',
      entity: 'contact',
      targets:
        'contact.firstName contact.lastName company.name company.code contact.email1 contact.email2 ' +
        'contact.phoneOffice? contact.phoneMobile – contact.comments',
    },
    'the address book of a mail program': {
      headers:
        'First Name;Last Name;Company;Department;Job Title;Business Street;Business City;Business Postal Code;' +
        'Business Country/Region;Business Fax;Business Phone;Mobile Phone;E-mail Address;E-mail 2 Address;Web Page;Notes',
      entity: 'contact',
      targets:
        'contact.firstName contact.lastName company.name contact.departmentName contact.position address.line1? ' +
        'address.city? address.postalCode? address.country contact.faxOffice contact.phoneOffice contact.phoneMobile ' +
        'contact.email1 contact.email2 contact.website contact.comments',
    },
    'the same program in French': {
      headers:
        'Prénom;Nom;Société;Service;Rue (bureau);Ville (bureau);Code postal (bureau);Pays/Région (bureau);' +
        'Télécopie (bureau);Téléphone (bureau);Tél. mobile;Adresse de messagerie;Page Web',
      entity: 'contact',
      targets:
        'contact.firstName contact.lastName company.name contact.department address.line1? address.city? ' +
        'address.postalCode? address.country contact.faxOffice contact.phoneOffice contact.phoneMobile contact.email1 ' +
        'contact.website',
    },
    'an address book in English': {
      headers: 'Title;First Name;Last Name;Job Title;E-mail;Mobile Phone;Birthday',
      samples: { Title: ['Mr', 'Mrs'] },
      entity: 'contact',
      targets:
        'contact.civility contact.firstName contact.lastName contact.position contact.email1 contact.phoneMobile contact.birthDate',
    },
  }
  test.each(Object.entries(files))('%s', (_name, { headers, samples, entity, targets }) => {
    expect(guess(headers, samples, entity)).toBe(targets)
  })
})

test.each(['fr', 'en'] as const)('every label of a file that Rafale exports is recognised (%s)', (language) => {
  const fields = catalogue.company.filter((field) => field.isImported)
  const headers = fields.map((field) => field.label[language]).join(';')
  expect(guess(headers)).toBe(fields.map((field) => `company.${field.key}`).join(' '))
  const contact = catalogue.contact.filter((field) => field.isImported && field.isExported && field.key !== 'company')
  const names = contact.map((field) => field.label[language]).join(';')
  expect(guess(names, {}, 'contact')).toBe(contact.map((field) => `contact.${field.key}`).join(' '))
})

test.each(['company', 'contact'] as const)('every target of an import of a %s is offered once', (entity) => {
  const paths = targetsOf(entity).map(({ path }) => path)
  expect(paths).toEqual([...new Set(paths)])
  expect(paths).toContain(`${entity}.rafaleId`)
  expect(paths.includes('contact.card')).toBe(entity === 'contact')
})

test('every path is recognised as itself', () => {
  const paths = targetsOf('company').map(({ path }) => path)
  expect(guess(paths.join(';'))).toBe(paths.join(' '))
})

test('a name alone is the company’s, beside one it is a person’s', () => {
  expect(guess('Nom;Ville')).toBe('company.name address.city')
  expect(guess('Société;Nom;Ville', { Nom: ['DURAND', 'MARTIN'] })).toBe('company.name contact.lastName? address.city')
  expect(guess('Société;Nom;Ville', { Nom: ['Paul Durand', 'Anne Martin'] })).toBe(
    'company.name contact.fullName? address.city',
  )
})

test('two headers of one field are looked at, and only one has it', () => {
  expect(guess('Raison sociale;Dénomination;Ville')).toBe('company.name? – address.city')
})

test('what was assigned before wins, and is sure only when the header says so too', () => {
  const memory = new Map([
    ['ref. interne', 'company.code'],
    ['service', 'contact.departmentName'],
    ['prenom', 'contact.firstName'],
    ['ville', 'no.such'],
  ])
  expect(guess('Réf. interne;Société;Service;Prénom;Ville', {}, 'company', memory)).toBe(
    'company.code? company.name contact.departmentName? contact.firstName address.city',
  )
})

test('a header that names several fields is settled by the columns around it before it is by memory', () => {
  const memory = new Map([
    ['nom', 'contact.lastName'],
    ['telephone', 'contact.phoneOffice'],
    ['site web', 'contact.website'],
  ])
  expect(guess('Code;Nom;Téléphone;Ville', {}, 'company', memory)).toBe(
    'company.code company.name company.phoneMain address.city',
  )
  expect(guess('Société;Prénom;Nom;Téléphone', {}, 'company', memory)).toBe(
    'company.name contact.firstName contact.lastName contact.phoneOffice',
  )
  // Nothing around settles it: it is what it was, to be looked at.
  expect(guess('Société;Nom;Ville', {}, 'company', new Map([['nom', 'contact.fullName']]))).toBe(
    'company.name contact.fullName? address.city',
  )
  expect(guess('Prénom;Nom;Site Web', {}, 'contact', new Map([['nom', 'company.name']]))).toBe(
    'contact.firstName contact.lastName contact.website',
  )
})

test('columns without a header are known by what they hold', () => {
  const samples = { '': ['a@aprool.example', 'b@aprool.example'], 'Colonne 2': ['44000', '75001'] }
  expect(guess('Nom;;Colonne 2;Colonne 3', samples)).toBe('company.name contact.email1? address.postalCode? –')
})

test('order of dates and decimal mark go to the columns they concern', () => {
  const columns = [
    { column: 0, header: 'Code', samples: [], dateOrder: 'dmy' as const },
    { column: 1, header: 'Dernière visite', samples: [], dateOrder: 'mdy' as const, decimal: ',' as const },
    { column: 2, header: 'CA', samples: [], decimal: ',' as const },
  ]
  expect(guessMapping('company', columns, new Map())).toEqual([
    { column: 0, target: 'company.code', confidence: 'sure' },
    { column: 1, target: 'company.lastVisit', confidence: 'sure', dateOrder: 'mdy' },
    { column: 2, target: 'company.annualRevenue', confidence: 'sure', decimal: ',' },
  ])
})

test('match keys: ids, else the code, else VAT, else name and postal code', () => {
  const keys = (...targets: (string | null)[]) =>
    defaultKeys(
      'company',
      targets.map((target, column) => ({ column, target })),
    )
  expect(keys('company.code', 'company.externalId', 'company.rafaleId')).toEqual([2, 1])
  expect(keys('company.name', 'company.code', 'company.vatNumber')).toEqual([1])
  expect(keys('company.name', null, 'company.vatNumber')).toEqual([2])
  expect(keys('address.postalCode', 'company.name')).toEqual([1, 0])
  expect(keys('contact.lastName', 'contact.email1')).toEqual([])
  expect(keys(null)).toEqual([])
})

test('match keys of contacts: ids, else the e-mail, else the name with the company', () => {
  const keys = (...targets: string[]) =>
    defaultKeys(
      'contact',
      targets.map((target, column) => ({ column, target })),
    )
  expect(keys('contact.email1', 'contact.externalId')).toEqual([1])
  expect(keys('contact.lastName', 'contact.email1', 'company.name')).toEqual([1])
  expect(keys('company.name', 'contact.lastName', 'contact.firstName')).toEqual([1, 2, 0])
  expect(keys('contact.fullName', 'company.name', 'company.code')).toEqual([0, 2])
})
