import { parseSync } from '@swc/core'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const src = fileURLToPath(new URL('../src/', import.meta.url))

/** Paths below `src` whose name ends so. */
export function filesEnding(...endings: string[]): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
}

export function read(file: string): string {
  return readFileSync(src + file, 'utf8')
}

export interface Node {
  type: string
  [member: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Every node of a source file, parents before children. */
export function nodesOf(file: string): Node[] {
  const tree: unknown = parseSync(read(file), { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2023' })
  const found: Node[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      if (isNode(value) && typeof value.type === 'string') found.push(value)
      Object.values(value).forEach(walk)
    }
  }
  walk(tree)
  return found
}

export type Words = { [key: string]: string | Words }

/** `{ a: { b: 'x' } }` -> `{ 'a.b': 'x' }`. */
export function flat(words: Words, before = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value]] : Object.entries(flat(value, `${before}${key}.`)),
    ),
  )
}

export function wordsOf(language: string, namespace: string): Record<string, string> {
  return flat(JSON.parse(read(`locales/${language}/${namespace}.json`)) as Words)
}

export const namespaces = filesEnding('.json')
  .filter((file) => file.startsWith('locales/fr/'))
  .map((file) => file.slice('locales/fr/'.length, -'.json'.length))
