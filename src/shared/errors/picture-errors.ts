import type { ErrorEntries } from './error-entry.ts'

/** Why a picture is not taken. */
export const pictureErrors = {
  'picture-type-unknown': {
    status: 422,
    fr: 'Ce fichier n’est pas une image JPEG, PNG ou WebP. Choisissez une photo dans l’un de ces formats.',
    en: 'This file is no JPEG, PNG or WebP picture. Choose a photo in one of these formats.',
  },
  'picture-too-large': {
    status: 413,
    fr: 'Cette image pèse plus de {max} Ko. Choisissez-en une plus légère.',
    en: 'This picture is larger than {max} KB. Choose a lighter one.',
  },
  'picture-size-unfit': {
    status: 422,
    fr: 'Cette image mesure {width} × {height} pixels. Il en faut de {least} à {most} par côté.',
    en: 'This picture measures {width} × {height} pixels. Its sides have to be {least} to {most}.',
  },
  'picture-damaged': {
    status: 422,
    fr: 'Cette image est abîmée ou incomplète. Choisissez-en une autre, ou enregistrez-la de nouveau.',
    en: 'This picture is damaged or incomplete. Choose another one, or save it again.',
  },
  'picture-unknown': {
    status: 422,
    fr: 'Cette image n’est plus là. Choisissez-la de nouveau.',
    en: 'This picture is no longer there. Choose it again.',
  },
} satisfies ErrorEntries
