import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { Environment } from '../../../api/src/config.ts'
import { serverArgs } from '../src/build.ts'
import { composeText, fillIn, readCompose } from '../src/images/compose.ts'
import { commandOf, copyOf, isIgnored, stagesOf, variablesOf } from '../src/images/dockerfile.ts'
import { inRoot } from '../src/paths.ts'

const read = (file: string) => readFileSync(inRoot(file), 'utf8')
const compose = readCompose()
const { postgres, migrate, api, web, backup } = compose.services
const dockerfiles = ['api/Dockerfile', 'admin-web/Dockerfile'] as const
const known = new Set(Object.keys(Environment.properties))
const given = {
  PUBLIC_URL: 'https://interra.example.org',
  INTERRA_DB_PASSWORD: 'a',
  POSTGRES_PASSWORD: 'b',
  SECRETS_KEY: 'c',
}

const scripts = () =>
  readdirSync(inRoot('packages/postgres/docker'))
    .filter((name) => name.endsWith('.sh'))
    .map((name) => `packages/postgres/docker/${name}`)
const manifests = () =>
  ['api', 'admin-web', 'bench', 'e2e', ...readdirSync(inRoot('packages')).map((name) => `packages/${name}`)].map(
    (folder) => `${folder}/package.json`,
  )

describe('docker-compose.yml', () => {
  test('has the database, its migration, the service, the web server and the backups', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'api', 'web', 'backup'])
    expect(compose).not.toHaveProperty('name')
  })

  test('keeps what must not be lost in volumes', () => {
    const named = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((one) => one.split(':')[0] ?? '').filter((one) => !one.startsWith('.')),
    )
    expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)))
    // since 18 the official image keeps its data below this folder
    expect(postgres?.volumes).toContain('database:/var/lib/postgresql')
    expect(backup?.volumes).toContain('backups:/var/lib/postgresql')
    expect(backup?.environment?.['BACKUP_DIR']).toMatch(/^\/var\/lib\/postgresql\//)
  })

  test('mounts files and folders that exist, scripts that can be run', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((one) => one.split(':')[0] ?? '').filter((one) => one.startsWith('./packages')),
    )
    for (const file of mounted) expect(existsSync(inRoot(file))).toBe(true)
    for (const script of scripts()) {
      expect(statSync(inRoot(script)).mode & 0o111).toBe(0o111)
      execFileSync('sh', ['-n', inRoot(script)])
    }
  })

  test('waits for what each part needs, and starts again what dies', () => {
    const healthy = { condition: 'service_healthy' }
    const done = { condition: 'service_completed_successfully' }
    expect(migrate?.['depends_on']).toEqual({ postgres: healthy })
    expect(api?.['depends_on']).toEqual({ postgres: healthy, migrate: done })
    expect(web?.['depends_on']).toEqual({ api: healthy })
    for (const one of [postgres, api, web, backup]) expect(one?.['restart']).toBe('unless-stopped')
    expect(postgres?.healthcheck?.test.slice(0, 2)).toEqual(['CMD', 'pg_isready'])
    expect(backup?.healthcheck?.test).toEqual(['CMD', '/scripts/backups.sh', 'check'])
    for (const file of dockerfiles) expect(read(file)).toMatch(/^HEALTHCHECK /m)
  })

  test('runs two copies of the service, and gives each the time to finish', () => {
    expect(api?.['deploy']).toEqual({ replicas: '${API_COPIES:-2}' })
    const stopWithin = Number(/stopWithin = (\d+)/.exec(read('api/src/platform/lifecycle.ts'))?.[1])
    expect(Number.parseInt(String(api?.['stop_grace_period'])) * 1000).toBeGreaterThan(stopWithin)
  })

  test('shows the web server alone to the outside, and hides the database from it', () => {
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined)
    expect(open.map(([name]) => name)).toEqual(['web'])
    expect(compose.networks['inside']).toEqual({ internal: true })
    expect(postgres?.networks).toEqual(['inside'])
    expect(web?.networks).toEqual(['outside'])
    const [subnet] = JSON.stringify(compose.networks['outside']).match(/[\d.]+\/\d+/) ?? []
    expect(api?.environment?.['TRUST_PROXY']).toBe(subnet)
  })

  test('takes rights away from whatever talks to people', () => {
    for (const one of [migrate, api, web, backup])
      expect(one).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      })
    expect(backup?.['user']).toBe('postgres')
  })

  test('holds no secret: every one comes from .env, and its absence is told', () => {
    const secret = /PASSWORD|TOKEN|SECRETS_KEY|SMTP_URL|DATABASE_URL/
    for (const { environment = {} } of Object.values(compose.services))
      for (const [name, value] of Object.entries(environment)) if (secret.test(name)) expect(value).toMatch(/\$\{/)
    expect(() => fillIn(composeText(), {})).toThrow()
    expect(fillIn(api?.environment?.['DATABASE_URL'] ?? '', given)).toBe('postgres://interra:a@postgres:5432/interra')
    for (const ignored of ['.gitignore', '.dockerignore']) expect(read(ignored)).toMatch(/^\.env$/m)
    expect(read('.env.example')).toMatch(/^POSTGRES_PASSWORD=$/m)
  })

  test('asks for the variables that .env.example explains, no more and no less', () => {
    const used = [...composeText().matchAll(/\$\{(\w+)/g)].map(([, name]) => name)
    const explained = [...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name)
    expect(new Set(explained)).toEqual(new Set(used))
    expect(explained).toHaveLength(new Set(explained).size)
  })

  test('gives the service only variables that it reads', () => {
    for (const one of [api, migrate])
      expect(Object.keys(one?.environment ?? {}).filter((name) => !known.has(name))).toEqual([])
  })
})

describe('the images', () => {
  test('begin with exact versions, one Node and one PostgreSQL', () => {
    const bases = dockerfiles.flatMap((file) => stagesOf(read(file)).map(({ from }) => from))
    const images = bases.filter((from) => from.includes(':')).concat(postgres?.image ?? '')
    for (const image of images) expect(image).toMatch(/:\d+\.\d+(\.\d+)?-[a-z]+/)
    expect(new Set(images.filter((one) => one.startsWith('node:'))).size).toBe(1)
    expect(Number(/node:(\d+)/.exec(read('api/Dockerfile'))?.[1])).toBeGreaterThanOrEqual(22)
    expect(postgres?.image).toBe(backup?.image)
  })

  test('share the stages that build, so that both hold the same screens', () => {
    const [first, second] = dockerfiles.map((file) => stagesOf(read(file)).slice(0, 2))
    expect(first?.map(({ name }) => name)).toEqual(['packages', 'build'])
    expect(second).toEqual(first)
  })

  test('install what the lockfile says, with the pnpm of package.json', () => {
    const pin: unknown = JSON.parse(read('package.json')).packageManager
    for (const file of dockerfiles) {
      expect(read(file)).toContain(`npm install --global ${String(pin)}`)
      for (const [line] of read(file).matchAll(/pnpm install.*/g)) expect(line).toContain('--frozen-lockfile')
    }
    expect(read('api/Dockerfile')).toMatch(/pnpm install --frozen-lockfile --prod --filter @interra\/api$/m)
  })

  test.each(dockerfiles)('%s copies files that exist and reach the build', (file) => {
    const dockerignore = read('.dockerignore')
    const copies = stagesOf(read(file)).flatMap(({ instructions }) =>
      instructions.filter(({ name }) => name === 'COPY').map(({ text }) => copyOf(text)),
    )
    for (const source of copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources)) {
      expect({ source, exists: existsSync(inRoot(source)) }).toEqual({ source, exists: true })
      expect({ source, ignored: isIgnored(source, dockerignore) }).toEqual({ source, ignored: false })
    }
    expect(copies.flatMap(({ sources }) => sources)).toEqual(expect.arrayContaining(manifests()))
  })

  test('the service runs in its image as it is measured', () => {
    const command = stagesOf(read('api/Dockerfile'))
      .at(-1)
      ?.instructions.find(({ name }) => name === 'CMD')
    expect(commandOf(command?.text ?? '')).toEqual(['node', ...serverArgs, 'dist/server.mjs'])
  })

  test.each(dockerfiles)('%s ends without the tools that built it, as a user without rights', (file) => {
    const last = stagesOf(read(file)).at(-1)
    const texts = (wanted: string) => last?.instructions.filter(({ name }) => name === wanted).map(({ text }) => text)
    expect(last?.name).toBe('')
    expect(texts('USER')).toEqual([expect.stringMatching(/^(node|1000:1000)$/)])
    expect(texts('RUN')?.join('\n')).not.toMatch(/npm install|pnpm/)
    expect(commandOf(texts('CMD')?.[0] ?? '')).not.toContain('sh')
    expect(commandOf(texts('HEALTHCHECK')?.[0] ?? '').length).toBeGreaterThan(2)
    for (const { from, sources } of texts('COPY')?.map(copyOf) ?? [])
      if (from === 'build') for (const source of sources) expect(source).toMatch(/\/dist$/)
  })

  test('set only variables that the service reads', () => {
    const set = stagesOf(read('api/Dockerfile'))
      .at(-1)
      ?.instructions.filter(({ name }) => name === 'ENV')
      .flatMap(({ text }) => Object.keys(variablesOf(text)))
    expect(set?.filter((name) => !known.has(name))).toEqual(['NODE_ENV'])
  })
})

describe('the web server', () => {
  const caddyfile = read('admin-web/Caddyfile')

  test('knows every variable that it uses, or what stands in for it', () => {
    const used = [...caddyfile.matchAll(/\{\$(\w+)(:)?/g)].filter(([, , fallback]) => !fallback)
    expect(used.map(([, name]) => name).filter((name) => !(name ?? '' in (web?.environment ?? {})))).toEqual([])
    expect(caddyfile).toContain(`port {$API_PORT:${/PORT=(\d+)/.exec(read('api/Dockerfile'))?.[1]}}`)
    for (const way of ['auto', 'files', 'internal']) expect(caddyfile).toContain(`(tls-${way})`)
  })

  test('lets an idle connection go before the service does', () => {
    const service = Number(
      /keepAliveTimeout: ([\d_]+)/.exec(read('api/src/platform/http/platform.ts'))?.[1]?.replace('_', ''),
    )
    expect(Number(/keepalive (\d+)s/.exec(caddyfile)?.[1]) * 1000).toBeLessThan(service)
  })

  test('leaves answers of the API as they are, because a compressed one bears another ETag', () => {
    expect(caddyfile).toMatch(/@compressible not path \/v1\/\*\n\s*encode @compressible /)
  })
})

describe('.dockerignore', () => {
  test.each([
    ['node_modules/a/b.js', true],
    ['api/node_modules/a.js', true],
    ['api/dist/server.mjs', true],
    ['.env', true],
    ['.env.local', true],
    ['api/src/config.ts', false],
    ['api/src/a.test.ts', true],
    ['api/test/harness.ts', true],
    ['docs/operating.md', true],
    ['admin-web/src/docs/a.ts', false],
    ['packages/run/src/test.ts', false],
  ])('%s stays outside: %s', (file, ignored) => expect(isIgnored(file, read('.dockerignore'))).toBe(ignored))
})
