import ical from 'ical.js'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { withFile } from '../../../../../test/factories/read-rows.ts'
import { cardRows } from './card-row.ts'
import { detectCardEncoding } from './detect-card-encoding.ts'
import { readCards, type Card } from './read-cards.ts'

async function read(bytes: string | Uint8Array) {
  return withFile(bytes, async (path) => {
    const encoding = await detectCardEncoding(path)
    const cards: Card[] = []
    for await (const card of readCards(path, encoding)) cards.push(card)
    return cards.flatMap((card, at) =>
      cardRows(card, encoding, at + 1).map((row) => ({ ...Object.fromEntries(row), isCut: card.isCut })),
    )
  })
}
const one = async (lines: string | Uint8Array) => {
  const body = typeof lines === 'string' ? `BEGIN:VCARD\r\n${lines}\r\nEND:VCARD\r\n` : lines
  const cards = await read(body)
  expect(cards).toHaveLength(1)
  const { isCut: _cut, ...row } = cards[0]!
  return row
}

describe('properties', () => {
  it('reads a card of version 3', async () => {
    expect(
      await one(
        'VERSION:3.0\r\nN:BLOU;Hélène;Marie,Anne;Mme;\r\nFN:Mme Hélène BLOU\r\nORG:Aprool\\; fils;Achats;Bureau 2\r\nTITLE:Directrice\r\nTEL;TYPE=WORK,VOICE:02 61 91 00 01\r\n' +
          'TEL;TYPE=CELL:06 39 98 00 02\r\nTEL;TYPE="home,fax":02 61 91 00 03\r\nEMAIL;TYPE=INTERNET:b@exemple.fr\r\nEMAIL;TYPE=INTERNET,PREF:a@exemple.fr\r\n' +
          'ADR;TYPE=WORK:BP 12;Étage 2;1 rue du Port;Nantes;Pays de la Loire;44000;France\r\nURL:https://exemple.fr\r\nBDAY:1980-04-12\r\nNOTE:ligne 1\\nligne 2\\, fin',
      ),
    ).toEqual({
      lastName: 'BLOU',
      firstName: 'Hélène',
      middleName: 'Marie Anne',
      civility: 'Mme',
      company: 'Aprool; fils',
      department: 'Achats, Bureau 2',
      position: 'Directrice',
      phoneOffice: '02 61 91 00 01',
      phoneMobile: '06 39 98 00 02',
      faxHome: '02 61 91 00 03',
      email1: 'a@exemple.fr',
      email2: 'b@exemple.fr',
      line1: '1 rue du Port',
      line2: 'Étage 2, BP 12',
      city: 'Nantes',
      region: 'Pays de la Loire',
      postalCode: '44000',
      country: 'France',
      website: 'https://exemple.fr',
      birthDate: '1980-04-12',
      comments: 'ligne 1\nligne 2, fin',
    })
  })

  it('reads the bare parameters and quoted-printable of version 2.1', async () => {
    expect(
      await one(
        'VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dup=C3=A9r=\r\n=C3=A9;L=C3=A9o\r\nTEL;CELL;VOICE:0612\r\nTEL;HOME:0112\r\nNOTE;ENCODING=QUOTED-PRINTABLE:ligne 1=0D=0Aligne 2 =3D fin=\r\n suite\r\nEMAIL;INTERNET:l@exemple.fr',
      ),
    ).toEqual({
      lastName: 'Dupéré',
      firstName: 'Léo',
      phoneMobile: '0612',
      phoneHome: '0112',
      comments: 'ligne 1\nligne 2 = fin suite',
      email1: 'l@exemple.fr',
    })
  })

  it('survives broken quoted-printable and keeps what follows', async () => {
    expect(
      await one(
        'VERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:Dup=ZZont=;L=C3\nNOTE;QUOTED-PRINTABLE:fin=\nEMAIL:a@exemple.fr',
      ),
    ).toMatchObject({ lastName: 'Dup=ZZont=', firstName: 'LÃ', comments: 'fin=', email1: 'a@exemple.fr' })
    const [card] = await read('BEGIN:VCARD\nFN;QUOTED-PRINTABLE:Paul=\nEND:VCARD\n')
    expect(card).toMatchObject({ lastName: 'Paul=', isCut: false })
  })

  it('reads each text in its own character set, and 8-bit text that names none', async () => {
    const latin = iconv.encode(
      'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1:Lefèvre;Zoé\nORG:Crédit œuvre €\nEND:VCARD\n',
      'windows-1252',
    )
    expect(await one(latin)).toMatchObject({ lastName: 'Lefèvre', firstName: 'Zoé', company: 'Crédit œuvre €' })
    const quoted = 'N;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED=EE=E2;'
    expect(await one(quoted)).toMatchObject({ lastName: 'Иванов' })
  })

  it('lets pictures go, their lines indented or not, blank ones between', async () => {
    expect(
      await one(
        'N:A;B\r\nPHOTO;ENCODING=BASE64;JPEG:\r\n  /9j/4AAQSkZJRgABAQ\r\n\r\nAAAQABAAD/2wBDAAUD\r\nBAQEAwUEBAQFBQUG==\r\n\r\nEMAIL:a@exemple.fr\r\nLOGO;ENCODING=b:AAAA\r\n AAAA\r\nTITLE:Chef',
      ),
    ).toEqual({ lastName: 'A', firstName: 'B', email1: 'a@exemple.fr', position: 'Chef' })
  })

  it('leaves the card of an agent out, and reads on', async () => {
    expect(
      await one('N:A;B\r\nAGENT:\r\nBEGIN:VCARD\r\nN:Agent;X\r\nEMAIL:x@exemple.fr\r\nEND:VCARD\r\nEMAIL:a@exemple.fr'),
    ).toEqual({ lastName: 'A', firstName: 'B', email1: 'a@exemple.fr' })
  })

  it('knows groups and their labels', async () => {
    expect(
      await one(
        'item1.TEL:0612\r\nitem1.X-ABLabel:_$!<Mobile>!$_\r\nitem2.EMAIL:a@exemple.fr\r\nitem3.TEL:0199\r\nitem3.X-ABLabel:Fax bureau\r\nN:A;B',
      ),
    ).toEqual({ phoneMobile: '0612', email1: 'a@exemple.fr', faxOffice: '0199', lastName: 'A', firstName: 'B' })
  })

  it('takes escapes off, unfolds lines, and keeps colons in values', async () => {
    expect(
      await one('VERSION:3.0\nN:a\\;b;c\\,d\nNOTE:https\\://exemple.fr/\n  suite\nTITLE:un\n deux\nX-SKYPE:moi'),
    ).toEqual({
      lastName: 'a;b',
      firstName: 'c,d',
      comments: 'https://exemple.fr/ suite',
      position: 'undeux',
      other: 'X-SKYPE moi',
    })
    expect(await one('VERSION:2.1\nTITLE:un\n deux')).toEqual({ position: 'un deux' })
  })

  it('reads cards of version 4', async () => {
    expect(
      await one(
        'VERSION:4.0\nN:Durand;Paul;;;\nTEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+33-1-99\nUID:urn:uuid:12-34\nBDAY:--0412\nANNIVERSARY:20090808T1430\nKIND:individual',
      ),
    ).toEqual({
      lastName: 'Durand',
      firstName: 'Paul',
      phoneHome: '+33-1-99',
      uid: '12-34',
      other: '--0412',
      anniversary: '2009-08-08',
    })
  })

  it('takes the name from the whole where it has no parts, and none from the company', async () => {
    expect(await one('FN:Mme BLOU Hélène')).toEqual({ civility: 'Mme', lastName: 'BLOU', firstName: 'Hélène' })
    expect(await one('FN:Aprool\nORG:Aprool\nEMAIL:contact@exemple.fr')).toEqual({
      company: 'Aprool',
      email1: 'contact@exemple.fr',
    })
    expect(await one('EMAIL:seul@exemple.fr')).toEqual({ email1: 'seul@exemple.fr' })
  })

  it('gives each further address a row, all else repeated, known by the number of the card', async () => {
    const person = { lastName: 'BLOU', email1: 'b@exemple.fr', card: '1', isCut: false }
    expect(
      await read(
        'BEGIN:VCARD\nN:BLOU\nADR;TYPE=home:;;2 rue Haute;Rezé;;44400;\nADR;TYPE="work,pref":;Étage 2;1 rue du Port;Nantes;;44000;France\n' +
          'ADR:;;;;;;Belgique\nADR:;;;;;;\nADR:;;;Vertou;Loire;;\nEMAIL:b@exemple.fr\nEND:VCARD\nBEGIN:VCARD\nN:SEUL\nADR:;;;Nantes;;;\nEND:VCARD\n',
      ),
    ).toEqual([
      {
        ...person,
        line1: '1 rue du Port',
        line2: 'Étage 2',
        city: 'Nantes',
        postalCode: '44000',
        country: 'France',
        // Nothing by which it could be found again.
        other: 'Belgique',
      },
      { ...person, line1: '2 rue Haute', city: 'Rezé', postalCode: '44400', other: 'Belgique' },
      { ...person, city: 'Vertou', region: 'Loire', other: 'Belgique' },
      { lastName: 'SEUL', city: 'Nantes', isCut: false },
    ])
  })

  it('loses no number or e-mail there is no column for', async () => {
    const row = await one(['1', '2', '3', '4', '5'].map((n) => `TEL;WORK:0${n}\nEMAIL:${n}@exemple.fr`).join('\n'))
    const text = Object.values(row).join(' ')
    for (const n of ['1', '2', '3', '4', '5']) expect(text).toContain(`${n}@exemple.fr`)
    for (const n of ['1', '2', '3', '4', '5']) expect(text).toContain(`0${n}`)
  })
})

describe('files', () => {
  const card = 'BEGIN:VCARD\nVERSION:3.0\nN:Éa;b\nEND:VCARD\n'

  it.each(['\n', '\r\n', '\r', '\r\r\n'])('ends lines with %j', async (end) => {
    expect(await read(card.repeat(30).replaceAll('\n', end))).toHaveLength(30)
  })

  it.each(['utf-16le', 'utf-16be'])('reads %s, with a mark and without', async (encoding) => {
    for (const addBOM of [true, false]) {
      expect(await read(iconv.encode(card.repeat(3), encoding, { addBOM }))).toMatchObject([
        { lastName: 'Éa' },
        { lastName: 'Éa' },
        { lastName: 'Éa' },
      ])
    }
  })

  it('reads small letters, no version, blank lines and text between cards', async () => {
    expect(await read(`\uFEFF\n\nbegin:vcard\nn:x;y\nend:vcard\n\nbruit\n${card}`)).toMatchObject([
      { lastName: 'x' },
      { lastName: 'Éa' },
    ])
  })

  it('tells cards that lost their end, and keeps them', async () => {
    expect(await read('BEGIN:VCARD\nN:a;b\nBEGIN:VCARD\nN:c;d\nEND:VCARD\nBEGIN:VCARD\nN:e;f\nTEL:0')).toMatchObject([
      { lastName: 'a', isCut: true },
      { lastName: 'c', isCut: false },
      { lastName: 'e', phoneOffice: '0', isCut: true },
    ])
  })

  it('reads cards wherever chunks are cut', async () => {
    const many = Array.from(
      { length: 40_000 },
      (_, at) => `BEGIN:VCARD\r\nN:Nom${at};Été €\r\nNOTE:${'x'.repeat(at % 17)}\r\nEND:VCARD\r\n`,
    )
    const cards = await read(many.join(''))
    expect(cards).toHaveLength(40_000)
    cards.forEach((row, at) => expect(row).toMatchObject({ lastName: `Nom${at}`, firstName: 'Été €' }))
  })

  it('agrees with another reader on what is well formed', async () => {
    const text =
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Du\\,pont;Jean\\;Paul;;;\r\nFN:x\r\nNOTE:a\\nb\\\\c long \r\n texte\r\nEND:VCARD\r\n'
    const component = new ical.Component(ical.parse(text) as unknown[])
    const [last, first] = component.getFirstPropertyValue('n') as unknown as string[]
    const row = await one(text.slice('BEGIN:VCARD\r\n'.length, -'\r\nEND:VCARD\r\n'.length))
    expect(row).toMatchObject({ lastName: last, firstName: first, comments: component.getFirstPropertyValue('note') })
  })
})
