import { buildSync } from 'esbuild'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')

/** Libraries of hundreds of small modules, as they are imported. Every test file loads all it imports afresh. */
const libraries = {
  typebox: ['typebox', 'typebox/schema', 'typebox/value'],
  'drizzle-orm': [
    'drizzle-orm',
    'drizzle-orm/pg-core',
    'drizzle-orm/node-postgres',
    'drizzle-orm/node-postgres/migrator',
  ],
  'libphonenumber-js': ['libphonenumber-js/max'],
}

/** Jest's `moduleNameMapper`: each of these libraries put together in a few files, which is done when a version is new. */
export function wholeLibraries() {
  const mapped = {}
  for (const [library, names] of Object.entries(libraries)) {
    const source = realpathSync(path.join(root, 'api/node_modules', library))
    // pnpm's folder says the version and what it was installed with
    const [installed = ''] = path.relative(path.join(root, 'node_modules/.pnpm'), source).split(path.sep)
    const folder = path.join(root, 'api/node_modules/.cache/whole', installed)
    if (!existsSync(folder)) putTogether(names, folder)
    for (const name of names) mapped[`^${name}$`] = path.join(folder, fileOf(name))
  }
  return mapped
}

const fileOf = (name) => `${name.replaceAll('/', '-')}.mjs`

function putTogether(names, folder) {
  mkdirSync(path.dirname(folder), { recursive: true })
  const made = mkdtempSync(`${folder}.`)
  buildSync({
    absWorkingDir: path.join(root, 'api'),
    entryPoints: names.map((name) => ({ in: name, out: fileOf(name).replace(/\.mjs$/, '') })),
    outdir: made,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['pg', 'pg-native'],
    logLevel: 'silent',
  })
  try {
    renameSync(made, folder)
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
