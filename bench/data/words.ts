import { noise, pick, pickSkewed } from './noise.ts'

/** Half of an invented family name: 48 × 48 of them, so that a whole one is in about 1 of 2,304 names. */
export const nameStarts =
  'Aub Bel Bour Bré Car Chap Clé Cor Dal Del Du Fab Fau For Gar Gé Gir Gran Guil Har Hu Jou Kel Lam Lan Le Lor Mar Mé Mon Mor Nor Or Pas Pel Per Quer Re Ro Sal Ser Tal Ter Tri Val Ver Vi Zel'.split(
    ' ',
  )
export const nameEnds =
  'ac aire ange ard as at aud aux ay bert bier card chon court dat deau dier don doux el er et eur fort gnac gnon hac ier in is lac let lier lon mont net nier oit on ot pin rand rel ret rin teau tier ville'.split(
    ' ',
  )
export const activities =
  'Transports Bâtiment Conseil Informatique Menuiserie Électricité Plomberie Boulangerie Optique Logistique Négoce Mécanique Imprimerie Chimie Textile Plastiques Viticulture Semences Aéronautique Marée'.split(
    ' ',
  )
const forms = ['SARL', 'SAS', 'SA', 'EURL', 'SCOP', '& Fils', 'et Associés', 'Groupe']

const nameSalt = 11

export const familyName = (index: number, salt: number): string =>
  `${pick(nameStarts, index, salt)}${pick(nameEnds, index, salt + 1)}`

/** `Talmont Menuiserie SAS`: a family name, in half of the cases a trade, a legal form. */
export function companyName(index: number): string {
  const trade = noise(index, nameSalt + 2) < 0.5 ? ` ${pickSkewed(activities, index, nameSalt + 3)}` : ''
  return `${familyName(index, nameSalt)}${trade} ${pick(forms, index, nameSalt + 4)}`
}

export const firstNames =
  'Marie Jean Anne Pierre Nathalie Michel Isabelle Philippe Hélène Laurent Sophie François Céline Olivier Amélie Julien Chloé Benoît Inès Hugo'.split(
    ' ',
  )
export const positions = ['Gérant', 'Directrice des achats', 'Responsable technique', 'Comptable', 'DSI', 'Assistante']
export const streets = [
  'rue de la Gare',
  'avenue Jean Jaurès',
  'place de la Mairie',
  'chemin des Vignes',
  'quai du Port',
  'rue Pasteur',
  'zone artisanale Nord',
]

/** Town and the start of its postal codes, large towns first. */
export const towns: readonly (readonly [string, string])[] = [
  ['Paris', '75'],
  ['Lyon', '69'],
  ['Marseille', '13'],
  ['Nantes', '44'],
  ['Toulouse', '31'],
  ['Lille', '59'],
  ['Bordeaux', '33'],
  ['Rennes', '35'],
  ['Strasbourg', '67'],
  ['Montpellier', '34'],
  ['Grenoble', '38'],
  ['Saint-Étienne', '42'],
  ['Le Havre', '76'],
  ['Angers', '49'],
  ['Dijon', '21'],
  ['Nîmes', '30'],
  ['Brest', '29'],
  ['Le Mans', '72'],
  ['Tours', '37'],
  ['Limoges', '87'],
  ['Amiens', '80'],
  ['Metz', '57'],
  ['Besançon', '25'],
  ['Orléans', '45'],
  ['Caen', '14'],
  ['Mulhouse', '68'],
  ['Pau', '64'],
  ['Vannes', '56'],
  ['Quimper', '29'],
  ['Laval', '53'],
  ['Rezé', '44'],
  ['Cholet', '49'],
]
