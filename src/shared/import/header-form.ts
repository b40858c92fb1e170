import { matchText } from '../catalogue/match-form.ts'

/** Words that people shorten or write in several ways, as the one they are compared by. */
const sameWord: Record<string, string> = {
  n: 'numero',
  no: 'numero',
  nr: 'numero',
  num: 'numero',
  number: 'numero',
  nb: 'nombre',
  nbre: 'nombre',
  tel: 'telephone',
  telephon: 'telephone',
  mail: 'email',
  courriel: 'email',
  ste: 'societe',
  adr: 'adresse',
  addr: 'address',
  postcode: 'postal code',
  organization: 'organisation',
}
const left = new Set('de du des d la le les l en au aux a the of s et and'.split(' '))

/** What headers add in brackets and is no part of the name: that it is required, or how to write it. */
const remark =
  /\((?:export \d+|obligatoire|requis|required|mandatory|facultatif|optional|oui\s*\/\s*non|o\s*\/\s*n|yes\s*\/\s*no|y\s*\/\s*n|(?:jj|dd|mm|aaaa|yyyy)[^)]*|2 lettres|deux lettres|two letters|€|eur|euros?)\)/gi

/** The words of a header as headers are compared: match form, without punctuation, brackets' remarks and small words. */
export function headerWords(header: string): string[] {
  const spaced = header
    .replace(remark, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/\b([nN])\s*[°º]/g, '$1o ')
  return matchText(spaced)
    .replace(/\be\s*-?\s*mails?\b/g, 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !left.has(word))
    .map((word) => sameWord[word] ?? word)
}

/** A header as it is compared with others: « N° TVA * », "no TVA" and "Numéro de TVA" have one form. */
export const headerForm = (header: string): string => headerWords(header).join('').replaceAll(' ', '')
