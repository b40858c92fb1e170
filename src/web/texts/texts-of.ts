/** The same keys with any texts: what a translation of `T` must hold, no more and no less. */
export type TextsOf<T> = { [K in keyof T]: T[K] extends string ? string : TextsOf<T[K]> }
