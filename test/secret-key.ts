/** The key of tests: none is made in anybody's data directory. */
export const testSecretKey = 'dGVzdHMgb2YgcmFmYWxlIHNlYWwgd2l0aCB0aGlzISE='
