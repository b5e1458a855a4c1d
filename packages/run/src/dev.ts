import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { mustRunNode } from './child.ts'
import { startDatabase } from './database.ts'
import { claimDataFolder, requireFreePort } from './only-one.ts'
import { inRoot } from './paths.ts'
import { say, step } from './progress.ts'
import { readSettings, serviceEnvironment } from './settings.ts'
import { stopRequest } from './stop-request.ts'
import { welcome } from './welcome.ts'

// `pnpm dev`: the service starts again at each change (also of the contract), Vite serves the screens and passes the
// API's addresses on. Same data folder as `npm start`.
const settings = readSettings({ ...process.env, PUBLIC_URL: process.env['PUBLIC_URL'] || 'http://localhost:5173' })
const stop = stopRequest()
const claim = claimDataFolder(settings)
try {
  await requireFreePort(settings, claim.afterCrash ? 15_000 : 0)
  const database = await step('Starting PostgreSQL', startDatabase(settings))
  const env = serviceEnvironment(settings, database.url)
  for (const name of database.shipped ? ['migrate', 'demo'] : ['migrate'])
    await step(`Running ${name}`, mustRunNode(name, ['--import', 'tsx', inRoot(`api/src/${name}.ts`)], { env }))
  const watched = [
    watch(
      'api',
      [createRequire(import.meta.url).resolve('tsx/cli'), 'watch', '--clear-screen=false', 'src/server.ts'],
      env,
    ),
    watch('admin-web', [viteFile(), '--port', new URL(settings.publicUrl).port || '5173'], {
      API_URL: settings.localUrl,
    }),
  ]
  welcome(settings)
  await Promise.race([stop, ...watched.map((one) => one.ended)])
  await Promise.all(watched.map((one) => one.end()))
  await database.stop()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
claim.release()
say('')
process.exit()

function viteFile(): string {
  const manifest = createRequire(inRoot('admin-web/package.json')).resolve('vite/package.json')
  return path.join(path.dirname(manifest), 'bin/vite.js')
}

function watch(folder: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd: inRoot(folder),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { ended, end }
}
