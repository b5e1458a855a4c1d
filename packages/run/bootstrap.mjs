// `npm start` and `npm test` on a machine with nothing but Node: installs the packages when that is needed, then runs
// packages/run/src/<command>.ts. It uses no package itself, and no syntax that an old Node could not even read.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(fileURLToPath(import.meta.url), '../../..')
const modules = path.join(root, 'node_modules')
const stamp = path.join(modules, '.interra-installed')

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Node 20.19 or newer is needed; this is ${process.version}. / Il faut Node 20.19 ou plus récent.`)
  process.exit(1)
}

/** What is installed depends on these two files and on the machine. */
function wanted() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(path.join(root, name)))
  return hash.digest('hex')
}

const installed = () => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : '')

/** Waits for another installation of this folder; answers the function that ends ours. */
async function takeTurn() {
  mkdirSync(modules, { recursive: true })
  const turn = path.join(modules, '.interra-installing')
  for (;;) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' })
      return () => rmSync(turn, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    try {
      process.kill(Number(readFileSync(turn, 'utf8')) || process.pid, 0)
    } catch (error) {
      if (error.code === 'ESRCH') rmSync(turn, { force: true })
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function install() {
  const done = await takeTurn()
  try {
    if (installed() === wanted()) return
    rmSync(stamp, { force: true })
    const began = Date.now()
    console.log('Installing the packages, about a minute the first time / Installation des paquets…')
    const progress = setInterval(() => console.log(`  … ${Math.round((Date.now() - began) / 1000)} s`), 10_000)
    const { status, output } = await runQuietly(pnpm(['install', '--frozen-lockfile']))
    clearInterval(progress)
    if (status !== 0) {
      console.error(`${output}\nThe installation failed (see above). Is the network reachable?`)
      process.exitCode = 1
      return
    }
    writeFileSync(stamp, wanted())
  } finally {
    done()
  }
}

/** The pinned pnpm through npm, which is there: corepack and a global pnpm are not asked for. */
function pnpm(args) {
  const pin = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).packageManager
  const npm = process.env.npm_execpath ?? ''
  const exec = ['exec', '--yes', '--', pin, ...args]
  if (path.basename(npm) === 'npm-cli.js' && existsSync(npm)) return { command: process.execPath, args: [npm, ...exec] }
  return { command: 'npm', args: exec, shell: process.platform === 'win32' }
}

function runQuietly({ command, args, shell = false }) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, { cwd: root, shell, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ status: 1, output: String(error) }))
    child.on('close', (status) => resolve({ status, output }))
  })
}

/** No questions (there is nobody to answer), and a home where npm can keep its cache even for a user without one. */
function environment() {
  const env = { ...process.env, CI: 'true' }
  try {
    accessSync(homedir(), constants.W_OK)
    return env
  } catch {
    const home = path.join(modules, '.cache', 'home')
    mkdirSync(home, { recursive: true })
    return { ...env, HOME: home, npm_config_cache: path.join(home, '.npm') }
  }
}

/** Runs the command; a signal, or the end of the npm that started us, asks it to stop, once. */
function run(command, args) {
  const script = path.join(root, 'packages', 'run', 'src', `${command}.ts`)
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  let asked = false
  const stop = () => {
    if (asked) return
    asked = true
    child.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const parents = ancestry()
  const watch = setInterval(() => ancestry() !== parents && stop(), 500)
  child.on('exit', (status, signal) => {
    clearInterval(watch)
    process.exitCode = status ?? (signal === 'SIGKILL' ? 137 : 1)
  })
}

/** Our parent, and npm above it when npm put a shell between. */
function ancestry() {
  const parent = process.ppid
  if (process.env.npm_lifecycle_event === undefined) return String(parent)
  try {
    const [state, grandparent] = readFileSync(`/proc/${parent}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const isShell = /^(sh|dash|bash|busybox)$/.test(readFileSync(`/proc/${parent}/comm`, 'utf8').trim())
    return isShell && state !== 'Z' ? `${parent} ${grandparent}` : String(parent)
  } catch {
    return String(parent)
  }
}

requireNode()
const [command = 'start', ...args] = process.argv.slice(2)
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)
if (installed() !== wanted()) await install()
if (!process.exitCode) run(command, args)
