import { inGroups } from './packages/run/test-setup/groups.mjs'
import { wholeLibraries } from './packages/run/test-setup/whole-libraries.mjs'

const moduleNameMapper = wholeLibraries()
const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023', experimental: { keepImportAttributes: true } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
}
const project = (displayName, folder, more = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  roots: [`<rootDir>/${folder}`],
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper,
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc],
  },
  ...more,
})

/** One throwaway PostgreSQL for the whole run, with a database that every test file copies. */
const withDatabase = {
  globalSetup: '<rootDir>/packages/run/test-setup/start.mjs',
  globalTeardown: '<rootDir>/packages/run/test-setup/stop.mjs',
}

const wholeRun = process.env.INTERRA_TEST_GROUPS === '1'
const together = (folder, perGroup) => (wholeRun ? inGroups(folder, perGroup, swc) : {})

export default {
  projects: [
    project('contracts', 'packages/contracts'),
    project('postgres', 'packages/postgres'),
    project('run', 'packages/run'),
    project('api', 'api', {
      ...withDatabase,
      ...together('api', 8),
      setupFilesAfterEnv: ['<rootDir>/api/test/setup.ts'],
    }),
    project('web', 'admin-web'),
    project('e2e', 'e2e', {
      ...withDatabase,
      ...together('e2e', 3),
      globalSetup: '<rootDir>/packages/run/test-setup/start-browser-tests.mjs',
      setupFilesAfterEnv: ['<rootDir>/e2e/src/matchers.ts'],
    }),
  ],
  testSequencer: '<rootDir>/packages/run/test-setup/longest-first.mjs',
  testTimeout: 60_000,
}
