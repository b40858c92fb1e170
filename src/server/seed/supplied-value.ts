/** Code, French label, English label when it differs, and the values below it. */
export type SuppliedValue = readonly [code: string, fr: string, en?: string, children?: readonly SuppliedValue[]]
