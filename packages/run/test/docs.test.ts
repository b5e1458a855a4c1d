import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot, root } from '../src/paths.ts'

const read = (file: string) => readFileSync(inRoot(file), 'utf8')
const documents = ['README.md', 'CHANGELOG.md', ...below('docs')].filter((file) => existsSync(inRoot(file)))

function below(folder: string): string[] {
  return readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name))
}

describe.each(documents)('%s', (file) => {
  test('every link inside the repository leads somewhere', () => {
    const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    const dead = links.filter((target) => !/^[a-z]+:/.test(target)).filter((target) => !leadsSomewhere(target, file))
    expect(dead).toEqual([])
  })

  test('every file of ours that it names is there', () => {
    const named = [...read(file).matchAll(/`((?:api|admin-web|packages|e2e|bench|docs)\/[\w./-]+\.\w+)`/g)]
    expect(named.map(([, name = '']) => name).filter((name) => !existsSync(inRoot(name)))).toEqual([])
  })

  test('every command in it is run by a test, or known as one that cannot be run here', () => {
    const unknown = commandsOf(read(file)).filter((command) => !rules.some(({ like }) => like.test(command)))
    expect(unknown).toEqual([])
  })
})

/** What the documents tell people to type, and who runs it. */
const rules: readonly { readonly like: RegExp; readonly run: string | null }[] = [
  { like: /^(PORT=\d+ )?npm start$/, run: 'packages/run/test/start.test.ts' },
  { like: /^npm test$/, run: '.ci/run' },
  { like: pnpm('run admin .*'), run: 'api/src/first-admin.test.ts' },
  { like: pnpm('rows'), run: 'packages/run/test/docs.test.ts' },
  { like: pnpm('openapi'), run: 'api/test/contract/openapi.http.test.ts' },
  // Not run by the tests: they last (watching, measuring, proving), or need what a machine may lack: a docker engine, a
  // name on the internet, a key. `pnpm image:steps` and restore.test.ts run what lies inside the docker commands.
  { like: pnpm('(dev|bench|prove|demo|image:steps)'), run: null },
  { like: /^docker compose /, run: null },
  { like: /^cp \.env\.example \.env$/, run: null },
  { like: /^git pull$/, run: null },
  { like: /^openssl rand -hex 24$/, run: null },
  { like: /^DATABASE_URL=\S+ PUBLIC_URL=\S+ SMTP_URL=\S+ npm start$/, run: null },
  { like: /^(\.\/)?packages\/run\/bin\/jest( .*)?$/, run: 'packages/run/bin/jest' },
]

function pnpm(rest: string): RegExp {
  return new RegExp(`^(\\w+=\\S+ )*(npx -y pnpm@[\\d.]+|pnpm) ${rest}$`)
}

test('whoever is said to run a command is there', () => {
  for (const { run } of rules) if (run !== null) expect(existsSync(inRoot(run))).toBe(true)
})

test('scripts that the documents name exist, with the pnpm of package.json', () => {
  const { scripts, packageManager }: { scripts: Record<string, string>; packageManager: string } = JSON.parse(
    read('package.json'),
  )
  const text = documents.map((file) => read(file)).join('\n')
  for (const [, pin] of text.matchAll(/npx -y (pnpm@\S+)/g)) expect(pin).toBe(packageManager)
  const named = [...text.matchAll(/`pnpm ([a-z:]+)/g), ...text.matchAll(/pnpm@[\d.]+ (?:run )?([a-z:]+)/g)]
  for (const [, name = ''] of named) expect(['install', ...Object.keys(scripts)]).toContain(name)
})

test('the list of rows is printed', () => {
  const said = execFileSync(process.execPath, ['--import', 'tsx', inRoot('packages/run/src/rows.ts')], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(said).toMatch(/\d+ of 138 rows have a test/)
})

describe('a volunteer’s first evening uses the words of the screens', () => {
  test.each([
    ['docs/guides/first-evening.md', 'fr', /«\s((?:[^«»]|«[^«»]*»)+)\s»/g],
    ['docs/guides/first-evening.en.md', 'en', /“((?:[^“”]|“[^“”]*”)+)”/g],
  ])('%s', (file, locale, quoted) => {
    const words = sentences(locale)
    // the first paragraph shows the quotes themselves
    const guide = read(file)
      .replaceAll(/\s+/g, ' ')
      .replace(/« » |“ ” /, '')
    const shown = [...guide.matchAll(quoted)].map(([, text = '']) => text.trim())
    expect(shown.length).toBeGreaterThan(20)
    expect(shown.filter((text) => !words.some((pattern) => pattern.test(text)))).toEqual([])
  })
})

/** Every text of a language as a pattern, in which a value may stand at each `{{…}}`. */
function sentences(locale: string): RegExp[] {
  const folder = `admin-web/src/locales/${locale}`
  return readdirSync(inRoot(folder))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => leaves(JSON.parse(read(`${folder}/${name}`))))
    .filter((text) => /\p{L}{3}/u.test(text.replaceAll(/\{\{.*?\}\}/g, '')))
    .map((text) => text.replaceAll(/\s/g, ' ').replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'))
    .map((text) => new RegExp(`^${text.replaceAll(/\{\{.*?\}\}/g, '.+')}$`))
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => leaves(one)) : []
}

/** Lines of `sh` blocks, and the code of a table that is a command; without comments. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = '']) => block.split('\n'))
  const inTables = [...text.matchAll(/^\| `((?:npx|npm|pnpm|docker) [^`]+)`/gm)].map(([, command = '']) => command)
  return [...blocks, ...inTables].map((line) => line.replace(/\s+#\s.*$/, '').trim()).filter((line) => line !== '')
}

function leadsSomewhere(target: string, file: string): boolean {
  const [name = '', anchor] = target.split('#')
  const there = name === '' ? file : path.posix.join(path.posix.dirname(file), name)
  if (!existsSync(inRoot(there))) return false
  return (
    anchor === undefined || [...read(there).matchAll(/^#+ (.+)$/gm)].some(([, title = '']) => slug(title) === anchor)
  )
}

/** As code hosts make the anchor of a title. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-')
}
