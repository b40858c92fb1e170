/**
 * Rows of several sheets that are one import have numbers of their own: those of the first are the sheet's, those of the
 * next are as much higher for each sheet before. No sheet has as many rows.
 */
export const rowsPerSheet = 2 ** 21
