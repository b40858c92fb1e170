/** What sample data is made from unless another seed is said; the example file speaks of these companies. */
export const usualSeed = 20_261_102
