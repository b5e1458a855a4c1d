import Type, { type Static } from 'typebox'
import Value from 'typebox/value'

const path = (description: string) => Type.Optional(Type.String({ minLength: 1, description }))
const count = (byDefault: number, description: string) =>
  Type.Integer({ minimum: 1, maximum: 1_000_000, default: byDefault, description })

/** Every environment variable that the service reads. docs/operating.md shows the same table; a test compares them. */
export const Environment = Type.Object({
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65535,
    default: 3000,
    description: 'Port to listen on; 0 takes a free one',
  }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1', description: 'Address to listen on' }),
  DATABASE_URL: Type.String({ pattern: '^postgres(ql)?://', description: 'PostgreSQL 15 or newer' }),
  DATABASE_REPLICA_URL: Type.Optional(
    Type.String({ pattern: '^postgres(ql)?://', description: 'A replica that serves reports and exports' }),
  ),
  PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: '^\\w+://[^/?#]+/?$',
      description: 'Address people type: https, or http on loopback. By default http://localhost:PORT',
    }),
  ),
  WEB_DIR: path('Folder of the built admin; without it the service is an API only'),
  DATA_DIR: Type.String({ minLength: 1, default: '.data', description: 'Folder of files that the service writes' }),
  MAIL_DIR: path('Folder that e-mails are written to while there is no SMTP_URL. By default DATA_DIR/mail'),
  SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://', description: 'Server that sends e-mail' })),
  MAIL_FROM: Type.String({ minLength: 3, default: 'Interra <no-reply@localhost>', description: 'Sender of e-mails' }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
    default: 'info',
    description: 'fatal, error, warn, info, debug or silent',
  }),
  TRUST_PROXY: Type.Optional(
    Type.String({
      pattern: '^[0-9a-fA-F.:/, ]+$',
      description: 'Addresses or networks of the proxies in front, by comma: their X-Forwarded-For is believed',
    }),
  ),
  POOL_MAX: Type.Integer({ minimum: 2, maximum: 500, default: 10, description: 'Connections to PostgreSQL per copy' }),
  RATE_LIMIT_PER_MINUTE: count(600, 'Requests a minute for one account or key, per copy'),
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: count(120, 'Requests a minute for one address that is not signed in, per copy'),
  SIGN_IN_FREE_TRIES: count(5, 'Wrong sign-ins for one account before each further one must wait, over all copies'),
  SESSION_IDLE_DAYS: count(7, 'Days after which a session that is not used ends'),
  SESSION_DAYS: count(30, 'Days after which every session ends'),
  EXPORT_SECONDS: Type.Integer({
    minimum: 1,
    maximum: 3600,
    default: 120,
    description: 'Time an export may take in all; then a slow reader is cut off',
  }),
  SECRETS_KEY: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$',
      description:
        'Seals second factors: 32 random bytes in base64; of several, by comma, the first seals and each opens',
    }),
  ),
  METRICS_TOKEN: Type.Optional(
    Type.String({
      minLength: 16,
      description: 'Bearer token that opens /metrics. Without it /metrics exists on a loopback PUBLIC_URL only',
    }),
  ),
})
type Environment = Static<typeof Environment>

export interface Config {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string
  readonly databaseReplicaUrl: string | undefined
  readonly publicUrl: URL
  /** PUBLIC_URL is https: cookies are `__Host-`, HSTS is sent. */
  readonly secure: boolean
  readonly cookieName: string
  readonly webDir: string | undefined
  readonly dataDir: string
  readonly mailDir: string
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly logLevel: Environment['LOG_LEVEL']
  readonly trustProxy: readonly string[]
  readonly poolMax: number
  readonly rateLimitPerMinute: number
  readonly rateLimitAnonymousPerMinute: number
  readonly signInFreeTries: number
  readonly sessionIdleDays: number
  readonly sessionDays: number
  readonly exportSeconds: number
  /** 32 bytes each. */
  readonly secretsKeys: readonly Buffer[]
  readonly metricsToken: string | undefined
}

/** Everything wrong with the environment, one line each. */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The service cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Whether a host name (without port) is this very machine. */
export function isLoopback(hostname: string): boolean {
  return loopbackHosts.has(hostname)
}

/** Reads the environment once into a frozen object. Throws a ConfigError that lists everything wrong at once. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(Environment.properties)) {
    const given = env[name]
    if (given === undefined || given === '') {
      if ('default' in schema) values[name] = schema.default
    } else values[name] = 'type' in schema && schema.type === 'integer' && /^\d+$/.test(given) ? Number(given) : given
  }
  const faults = faultsOf(values)
  if (!Value.Check(Environment, values) || faults.length > 0) throw new ConfigError(faults)
  return configOf(values)
}

function faultsOf(values: Record<string, unknown>): string[] {
  const faults = new Set<string>()
  for (const [name, schema] of Object.entries(Environment.properties)) {
    const optional = !Environment.required.some((required) => required === name)
    if (values[name] === undefined) {
      if (!optional) faults.add(`${name} is missing: ${describe(schema)}`)
    } else if (!Value.Check(schema, values[name])) faults.add(`${name} is not right: ${describe(schema)}`)
  }
  const address = values['PUBLIC_URL']
  if (typeof address === 'string' && !isSafeAddress(address))
    faults.add('PUBLIC_URL must be https; http is allowed on localhost, 127.0.0.1 and [::1] only')
  return [...faults]
}

/** What a variable is for, as its schema says. */
export function describe(schema: object): string {
  return 'description' in schema ? String(schema.description) : ''
}

function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

function configOf(values: Environment): Config {
  const publicUrl = new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`)
  const secure = publicUrl.protocol === 'https:'
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseReplicaUrl: values.DATABASE_REPLICA_URL,
    publicUrl,
    secure,
    cookieName: secure ? '__Host-interra' : 'interra',
    webDir: values.WEB_DIR,
    dataDir: values.DATA_DIR,
    mailDir: values.MAIL_DIR ?? `${values.DATA_DIR}/mail`,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY?.split(',').map((one) => one.trim()) ?? [],
    poolMax: values.POOL_MAX,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    rateLimitAnonymousPerMinute: values.RATE_LIMIT_ANONYMOUS_PER_MINUTE,
    signInFreeTries: values.SIGN_IN_FREE_TRIES,
    sessionIdleDays: values.SESSION_IDLE_DAYS,
    sessionDays: values.SESSION_DAYS,
    exportSeconds: values.EXPORT_SECONDS,
    secretsKeys: values.SECRETS_KEY?.split(',').map((key) => Buffer.from(key, 'base64')) ?? [],
    metricsToken: values.METRICS_TOKEN,
  })
}
