/** What a picture may be when it is kept; the browser makes it smaller than this beforehand. */
export const pictureLimits = { kilobytes: 1024, side: 1024, leastSide: 16 } as const

/** What the browser takes before it makes a picture small, and the square it makes. */
export const pictureSource = { megabytes: 25, square: 512 } as const

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]
