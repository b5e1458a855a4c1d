import path from 'node:path'
import { root } from './paths.ts'
import { secretsKey } from './secrets-key.ts'

export interface Settings {
  readonly port: number
  readonly host: string
  /** Where people find it. */
  readonly publicUrl: string
  /** Where this machine asks whether it is ready. */
  readonly localUrl: string
  readonly dataDir: string
  /** A PostgreSQL of one's own; undefined means the shipped one. */
  readonly databaseUrl: string | undefined
}

/** What `npm start` reads; everything else in the environment goes to the service as it is. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(env['PORT'] || 3000)
  const host = env['HOST'] || '127.0.0.1'
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return {
    port,
    host,
    publicUrl: env['PUBLIC_URL'] || `http://localhost:${port}`,
    localUrl: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`,
    dataDir: path.resolve(root, env['DATA_DIR'] || '.data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
  }
}

/** The environment of the service and of the programs that prepare its database. */
export function serviceEnvironment(settings: Settings, databaseUrl: string): Record<string, string> {
  return {
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
    DATABASE_URL: databaseUrl,
    DATA_DIR: settings.dataDir,
    // a database of one's own comes with a key of one's own
    ...(settings.databaseUrl === undefined
      ? { SECRETS_KEY: process.env['SECRETS_KEY'] || secretsKey(settings.dataDir) }
      : {}),
    MAIL_DIR: process.env['MAIL_DIR'] || path.join(settings.dataDir, 'mail'),
  }
}
