import { build, type Plugin } from 'esbuild'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { mustRunNode } from './child.ts'
import { hashOf } from './input-hash.ts'
import { inRoot } from './paths.ts'
import { step } from './progress.ts'
import { publish } from './publish.ts'

export const serverFile = inRoot('api/dist/server.mjs')
/** How Node runs the service, here and in its image: with far more room allowed it collects late, and stays large. */
export const serverArgs = ['--max-old-space-size=512'] as const
export const migrateFile = inRoot('api/dist/migrate.mjs')
export const matchWorkerFile = inRoot('api/dist/match-worker.mjs')
export const demoFile = inRoot('api/dist/demo.mjs')
export const firstAdminFile = inRoot('api/dist/first-admin.mjs')
export const webFolder = inRoot('admin-web/dist')

const shared = ['packages/contracts/src', 'packages/run/src/build.ts', 'pnpm-lock.yaml', 'tsconfig.base.json']

/** Builds what changed since it was built last: by the contents of the files it is made from. */
export async function buildAll(signal?: AbortSignal): Promise<void> {
  await Promise.all([buildApi(), buildWeb(signal)])
}

export async function buildApi(): Promise<void> {
  const made = [serverFile, migrateFile, matchWorkerFile, demoFile, firstAdminFile]
  await whenChanged('api', ['api/src', 'api/package.json', ...shared], made, bundleApi)
}

export async function buildWeb(signal?: AbortSignal): Promise<void> {
  await whenChanged('web', ['admin-web', ...shared], [path.join(webFolder, 'index.html')], () =>
    step('Building the screens', buildScreens(signal)),
  )
}

async function whenChanged(name: string, inputs: string[], outputs: string[], make: () => Promise<void>) {
  const stamp = inRoot('node_modules/.cache/interra', `${name}.built`)
  const wanted = hashOf(inputs)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && outputs.every((file) => existsSync(file))) return
  rmSync(stamp, { force: true })
  await make()
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Of hundreds of small modules each: read one by one they are a third of a start. */
const inside = /^(@interra\/|typebox$|typebox\/|drizzle-orm$|drizzle-orm\/|libphonenumber-js\/)/

/** Our own sources go into the bundle, other npm packages stay outside: they are installed beside it. */
const npmPackagesOutside: Plugin = {
  name: 'npm-packages-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || inside.test(name) ? undefined : { path: name, external: true },
    )
  },
}

async function bundleApi(): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: inRoot(),
    entryPoints: [
      ...['server', 'migrate', 'demo', 'first-admin'].map((name) => ({ in: inRoot(`api/src/${name}.ts`), out: name })),
      // a thread of its own: see match-thread.ts
      { in: inRoot('api/src/modules/duos/match.worker.ts'), out: 'match-worker' },
    ],
    outdir: 'api/dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'silent',
    plugins: [npmPackagesOutside],
    write: false,
  })
  // each in one step: another process may be starting from these files
  mkdirSync(inRoot('api/dist'), { recursive: true })
  for (const { path: file, contents } of outputFiles) {
    const whole = `${file}.${process.pid}`
    writeFileSync(whole, contents)
    renameSync(whole, file)
  }
}

async function buildScreens(signal?: AbortSignal): Promise<void> {
  const cache = inRoot('node_modules/.cache/interra')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(path.join(cache, 'web-'))
  try {
    await runVite(folder, signal)
    compressFiles(folder)
    publish(folder, webFolder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runVite(folder: string, signal?: AbortSignal): Promise<void> {
  const vite = path.join(
    path.dirname(createRequire(inRoot('admin-web/package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  )
  await mustRunNode(
    'Building the screens',
    [vite, 'build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'],
    {
      cwd: inRoot('admin-web'),
      env: { NODE_ENV: 'production' },
      ...(signal ? { signal } : {}),
    },
  )
}

/** A phone on a weak network gets a quarter of the bytes; the service only hands the files out. */
function compressFiles(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|svg|json|webmanifest)$/.test(file)) continue
    const whole = readFileSync(path.join(folder, file))
    if (whole.length > 1000) writeFileSync(path.join(folder, `${file}.gz`), gzipSync(whole, { level: 9 }))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildAll()
