import { availableParallelism } from 'node:os';

/**
 * TypeScript through swc, as CommonJS (starts twice as fast as native ESM). Packages that ship ESM only are transformed too.
 * @type {import('jest').Config}
 */
const esmOnly = ['jose', 'canonicalize', '@faker-js', 'uuid'];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Exports itself to `import` only, which the resolver of a CommonJS test does not ask for.
    '^canonicalize$': '<rootDir>/node_modules/canonicalize/lib/canonicalize.js',
  },
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  testTimeout: 60_000,
  // One more than there are processors: many tests wait for another process. One that has grown is begun anew.
  maxWorkers: availableParallelism() + 1,
  workerIdleMemoryLimit: '700MB',
};
