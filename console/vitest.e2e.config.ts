import { defineConfig } from 'vitest/config';

// The journey through a real browser and a real server; see src/test/e2e/journey.test.ts.
export default defineConfig({
  test: {
    include: ['src/test/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    bail: 1,
  },
});
