import { beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inRoot } from '../src/paths.ts'

/** `packages/contracts <- rules <- store <- handlers <- app.ts`; what a pattern can say is in .oxlintrc.json. */
const refused = [
  ['packages/contracts/src/workshops.ts', 'fastify'],
  ['packages/contracts/src/workshops.ts', '@interra/postgres'],
  ['packages/contracts/src/workshops.ts', 'node:crypto'],
  ['api/src/modules/workshops/workshop.ts', '@interra/postgres'],
  ['api/src/platform/http/mount.ts', '../../modules/workshops/workshops.store.ts'],
  ['api/src/platform/http/mount.ts', '../../app.ts'],
  ['admin-web/src/ui/table.tsx', '../features/workshops/workshop.page.tsx'],
  ['admin-web/src/lib/api.ts', '../app/router.tsx'],
  ['admin-web/src/features/workshops/workshop.page.tsx', '../people/people.queries.ts'],
  ['admin-web/src/features/workshops/workshop.page.tsx', '../../app/router.tsx'],
  ['admin-web/src/features/workshops/workshop.page.tsx', '../../../../api/src/config.ts'],
] as const
const accepted = [
  ['packages/contracts/src/workshops.ts', './route.ts'],
  ['packages/contracts/src/workshops.ts', 'typebox/value'],
  ['api/src/platform/http/mount.ts', '@interra/contracts'],
  ['api/src/modules/workshops/workshops.store.ts', '../../platform/ids.ts'],
  ['admin-web/src/features/workshops/workshop.page.tsx', '../../ui/table.tsx'],
  ['admin-web/src/features/workshops/workshop.page.tsx', './workshops.queries.ts'],
  ['admin-web/src/app/router.tsx', '../features/workshops/workshop.page.tsx'],
] as const

describe('the linter', () => {
  let said = ''
  beforeAll(() => {
    said = lint([...refused, ...accepted])
  })
  test.each(refused)('refuses in %s an import of %s', (file, name) => {
    expect(said).toMatch(complaint(file, name))
  })
  test.each(accepted)('accepts in %s an import of %s', (file, name) => {
    expect(said).not.toMatch(complaint(file, name))
  })
})

/** One file for each import, named after it, in a tree like ours. */
const fileFor = (file: string, name: string) =>
  path.join(path.dirname(file), `${name.replaceAll(/\W/g, '-')}-in-${path.basename(file)}`)
const complaint = (file: string, name: string) => new RegExp(`${fileFor(file, name)}:.*no-restricted-imports`)

function lint(cases: readonly (readonly [file: string, name: string])[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'interra-lint-'))
  cpSync(inRoot('.oxlintrc.json'), path.join(folder, '.oxlintrc.json'))
  for (const [file, name] of cases) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(folder, fileFor(file, name)), `import { one } from '${name}'\nexport const two = one\n`)
  }
  const args = [inRoot('node_modules/oxlint/bin/oxlint'), '--format', 'unix']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return stdout
}

interface Import {
  readonly from: string
  readonly name: string
  readonly onlyTypes: boolean
}

describe('a module of the service', () => {
  let imports: Import[] = []
  beforeAll(() => {
    imports = sources('api/src/modules').flatMap(importsOf)
  })
  const noSuffix = /^[^.]+\.ts$/
  /** A file without a suffix holds pure rules. These tie stores together, for several handlers or jobs. */
  const ties = [
    'auth/authenticator.ts',
    'duos/answers.ts',
    'duos/duo-act.ts',
    'duos/duo-messages.ts',
    'duos/fitting.ts',
    'duos/follow.ts',
    'duos/propose.ts',
    'sessions/change.ts',
    'sessions/notices.ts',
    'workshops/workshop-act.ts',
  ].map((file) => `api/src/modules/${file}`)
  const isRules = (file: string) => noSuffix.test(path.basename(file)) && !ties.includes(file)

  test('its rules know no database, no server and nothing of another module', () => {
    const plumbing =
      /^(drizzle-orm|pg|fastify|graphile-worker|node:(fs|net|http|https|child_process))(\/|$)|\.(store|handlers|tables|sql)\.ts$/
    const wrong = imports
      .filter(({ from, onlyTypes }) => isRules(from) && !onlyTypes)
      .filter(({ from, name }) => plumbing.test(name) || isElsewhere(from, name))
    expect(lines(wrong)).toEqual([])
  })

  test('uses of another one its stores, tables, SQL and rules only', () => {
    const wrong = imports
      .filter(({ from, name, onlyTypes }) => !onlyTypes && isElsewhere(from, name))
      .filter(({ name }) => !isRules(name) && !/\.(store|tables|sql)\.ts$/.test(name))
    expect(lines(wrong)).toEqual([])
  })

  test('keeps its handlers for itself and for app.ts', () => {
    const handlers = imports.filter(({ name, onlyTypes }) => !onlyTypes && name.endsWith('.handlers.ts'))
    expect(
      lines(handlers.filter(({ from, name }) => isElsewhere(from, name) || !from.endsWith('.handlers.ts'))),
    ).toEqual([])
  })

  test('never calls in a circle', () => {
    const calls = new Map<string, Set<string>>()
    for (const { from, name, onlyTypes } of imports) {
      const [caller, called] = [moduleOf(from), moduleOf(name)]
      if (onlyTypes || name.endsWith('.tables.ts') || !caller || !called || caller === called) continue
      calls.set(caller, (calls.get(caller) ?? new Set()).add(called))
    }
    expect([...calls.keys()].flatMap((one) => circle(calls, [one]) ?? [])).toEqual([])
  })
})

const lines = (list: readonly Import[]) => list.map(({ from, name }) => `${from} imports ${name}`)
const moduleOf = (file: string) => /^api\/src\/modules\/([^/]+)\//.exec(file)?.[1]
const isElsewhere = (from: string, name: string) => moduleOf(name) !== undefined && moduleOf(name) !== moduleOf(from)

function sources(folder: string): string[] {
  return readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.posix.join(folder, name))
}

/** Relative names become paths from the root. */
function importsOf(from: string): Import[] {
  const source = readFileSync(inRoot(from), 'utf8')
  return [...source.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm)].map(
    ([, types, name = '']) => ({
      from,
      name: name.startsWith('.') ? path.posix.join(path.posix.dirname(from), name) : name,
      onlyTypes: types !== undefined,
    }),
  )
}

function circle(calls: ReadonlyMap<string, ReadonlySet<string>>, way: readonly string[]): string | undefined {
  const [first, last] = [way[0], way.at(-1)]
  for (const next of calls.get(last ?? '') ?? []) {
    if (next === first) return [...way, next].join(' -> ')
    const found = way.includes(next) ? undefined : circle(calls, [...way, next])
    if (found !== undefined) return found
  }
  return undefined
}
