import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { inRoot } from '../paths.ts'

export interface Service {
  readonly image?: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly networks?: readonly string[]
  readonly ports?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly [member: string]: unknown
}

export interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
  readonly networks: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

export const composeText = () => readFileSync(inRoot('docker-compose.yml'), 'utf8')

/** docker-compose.yml with its anchors merged and its variables as they are written. */
export function readCompose(): Compose {
  return parse(composeText(), { merge: true })
}

/** `${NAME}`, `${NAME:-default}` and `${NAME:?why}` as docker compose fills them in. Throws for a missing `:?`. */
export function fillIn(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, how: string | undefined, more: string) => {
      const value = env[name] ?? ''
      if (value !== '' || how === undefined) return value
      if (how === '?') throw new Error(`${name}: ${more}`)
      return more
    },
  )
}
