import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')
/** What a file asks of Jest for itself alone; a `describe` has no room for the rest. */
const asksForItself = /jest\.setTimeout|^(?:export|await|const .* = await) /m
const imports = /^(?:(?:import [^;]*?'|\/\/.*)?\n)+/

/**
 * Jest loads every module anew for each file, which takes longer than most tests of the service, and a browser is
 * started for each. In a whole run several files are therefore one for Jest. Writes those into `folder`; Jest's settings.
 */
export function inGroups(folder, perGroup, swc) {
  const groups = path.join(root, folder, 'dist/test-groups')
  rmSync(groups, { recursive: true, force: true })
  mkdirSync(groups, { recursive: true })
  const files = ['src', 'test']
    .flatMap((part) => readdirSync(path.join(root, folder, part), { recursive: true, withFileTypes: true }))
    .filter(({ name }) => name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .sort()
  const [alone, together] = [true, false].map((is) =>
    files.filter((file) => asksForItself.test(readFileSync(file, 'utf8')) === is),
  )
  for (let at = 0; at < together.length; at += perGroup) {
    const lines = together.slice(at, at + perGroup).map((file) => `import '${file}'\n`)
    writeFileSync(path.join(groups, `${String(at).padStart(3, '0')}.group.mjs`), lines.join(''))
  }
  return {
    testMatch: [`${groups}/*.group.mjs`, ...alone],
    transform: {
      '^.+\\.test\\.ts$': ['<rootDir>/packages/run/test-setup/group-transform.mjs', swc],
      '^.+\\.ts$': ['@swc/jest', swc],
    },
  }
}

/** A test file in a `describe` that bears its name, so that its hooks are about its own tests. */
export function asOneOfSeveral(source, file) {
  if (asksForItself.test(source)) return source
  const open = `import { describe as ofFile } from '@jest/globals'; ofFile('${path.relative(root, file)}', () => {`
  return `${source.replace(imports, (found) => found + open)}})\n`
}
