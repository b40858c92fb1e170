import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', testTimeout: 60_000, include: ['src/**/*.test.ts'], exclude: ['src/**/*.db.test.ts'] } },
      {
        test: {
          name: 'db',
          include: ['src/**/*.db.test.ts', 'test/stories/**/*.test.ts'],
          globalSetup: ['test/database.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 }, // After the unit tests, which have workers of their own.
        },
      },
    ],
  },
})
