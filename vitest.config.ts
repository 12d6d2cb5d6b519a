import { defineConfig } from 'vitest/config'

// Tests read the sources of every package, so a stale build can never make one pass.
const conditions = ['@botyard/source', 'node', 'import', 'module', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/**/src/**/*.test.ts',
      'packages/**/test/**/*.test.ts',
      'scripts/**/*.test.ts',
      'examples/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', 'packages/create-botyard/templates/**'],
    testTimeout: 60_000,
  },
})
