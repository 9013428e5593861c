import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that leave nothing behind in their process: two workers take all of them, and load the code once. */
const tidy = [
  'src/{shared,renderer}/**/*.test.{ts,tsx}',
  'src/main/{vendors,rehearsal,generators,writing,interchange,ledger,handlers,settings}/**/*.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    // FFmpeg runs inside many tests: two cores, so two workers, and room for a slow machine.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'tidy', include: tidy, isolate: false } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...tidy],
        },
      },
    ],
  },
});
