import { buildSync } from 'esbuild'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')

/** Libraries of many small modules, as they are imported. Every test file loads all it imports afresh. */
const modern = {
  typebox: ['typebox', 'typebox/schema', 'typebox/value'],
  'drizzle-orm': [
    'drizzle-orm',
    'drizzle-orm/pg-core',
    'drizzle-orm/node-postgres',
    'drizzle-orm/node-postgres/migrator',
  ],
  'libphonenumber-js': ['libphonenumber-js/max'],
}
/** CommonJS, also for those who require them. */
const common = ['ajv', 'fastify', '@fastify/swagger', 'graphile-worker', 'nodemailer', 'pg', 'prom-client', 'supertest']

/** Jest's `moduleNameMapper`: each of these libraries put together in a few files, which is done when a version is new. */
export function wholeLibraries() {
  const mapped = {}
  for (const [library, names] of Object.entries(modern)) map(library, names, 'mjs')
  for (const library of common) map(library, [library], 'cjs')
  return mapped

  function map(library, names, extension) {
    const source = realpathSync(path.join(root, 'api/node_modules', library))
    // pnpm's folder says the version and what it was installed with
    const [installed = ''] = path.relative(path.join(root, 'node_modules/.pnpm'), source).split(path.sep)
    const folder = path.join(root, 'api/node_modules/.cache/whole', installed)
    if (!existsSync(folder)) putTogether(names, folder, extension)
    for (const name of names) mapped[`^${name}$`] = path.join(folder, `${fileOf(name)}.${extension}`)
  }
}

const fileOf = (name) => name.replaceAll('/', '-')
const { resolve } = createRequire(path.join(root, 'api/package.json'))

function putTogether(names, folder, extension) {
  mkdirSync(path.dirname(folder), { recursive: true })
  const made = mkdtempSync(`${folder}.`)
  const isModern = extension === 'mjs'
  buildSync({
    absWorkingDir: path.join(root, 'api'),
    entryPoints: names.map((name) => ({ in: isModern ? name : resolve(name), out: fileOf(name) })),
    outdir: made,
    outExtension: { '.js': `.${extension}` },
    bundle: true,
    splitting: isModern,
    platform: 'node',
    format: isModern ? 'esm' : 'cjs',
    target: 'node20',
    external: names.includes('pg') ? ['pg-native'] : ['pg', 'pg-native', 'pino'],
    logLevel: 'silent',
  })
  try {
    renameSync(made, folder)
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
