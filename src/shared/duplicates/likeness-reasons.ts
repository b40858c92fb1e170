import type { Label } from '../catalogue/field.ts'

/** What two records agree or differ in, as their likeness is explained. */
export const likenessReasons = {
  vatNumber: { fr: 'N° TVA', en: 'VAT number' },
  siren: { fr: 'SIREN', en: 'SIREN' },
  siret: { fr: 'SIRET', en: 'SIRET' },
  name: { fr: 'nom', en: 'name' },
  nameLike: { fr: 'nom proche', en: 'similar name' },
  alias: { fr: 'nom et alias', en: 'name and alias' },
  street: { fr: 'rue', en: 'street' },
  postalCode: { fr: 'code postal', en: 'postal code' },
  city: { fr: 'localité', en: 'town' },
  phone: { fr: 'téléphone', en: 'phone' },
  domain: { fr: 'site Web', en: 'web site' },
  email: { fr: 'e-mail', en: 'e-mail' },
  mobile: { fr: 'téléphone personnel', en: 'personal phone' },
  lastName: { fr: 'nom de famille et initiale', en: 'last name and initial' },
  company: { fr: 'société', en: 'company' },
  companyLike: { fr: 'société de même nom', en: 'company of the same name' },
  birthDate: { fr: 'date de naissance', en: 'birth date' },
  linkedin: { fr: 'LinkedIn', en: 'LinkedIn' },
} as const satisfies Record<string, Label>

export type LikenessReason = keyof typeof likenessReasons
export const likenessReasonNames = Object.keys(likenessReasons) as [LikenessReason, ...LikenessReason[]]
