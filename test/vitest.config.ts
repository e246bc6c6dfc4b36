import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    setupFiles: ['support/overhear.ts'],
    globalSetup: ['support/leak-check.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
