import { expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesEnding, nodesOf, read, src } from './source.ts'

const styles = fileURLToPath(new URL('../node_modules/@mantine/core/styles/', import.meta.url))
const sources = filesEnding('.ts', '.tsx').filter((file) => !file.endsWith('.d.ts'))

/** What a file imports, as a path below `src` or a package. */
function importsOf(file: string): string[] {
  return nodesOf(file).flatMap((node) => {
    const from = node.type === 'ImportDeclaration' ? (node['source'] as { value: string }).value : ''
    const lazily = node.type === 'CallExpression' && (node['callee'] as { type: string }).type === 'Import'
    const name = lazily ? (node['arguments'] as { expression: { value: string } }[])[0]?.expression.value : from
    if (!name) return []
    return [name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name]
  })
}

const layer = (file: string) => file.split('/')[0] ?? ''
const feature = (file: string) => (layer(file) === 'features' ? file.split('/')[1] : undefined)
const mayUse: Record<string, readonly string[]> = {
  app: ['app', 'features', 'ui', 'lib', 'locales'],
  features: ['features', 'ui', 'lib', 'locales'],
  ui: ['ui', 'lib', 'locales'],
  lib: ['lib', 'locales'],
  locales: ['locales'],
}

test('layers look downwards only, and features never at each other', () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => layer(target) in mayUse)
      .filter((target) => !mayUse[layer(file)]?.includes(layer(target)) || isOtherFeature(file, target))
      .map((target) => `${file} -> ${target}`),
  )
  expect(wrong).toEqual([])
})

function isOtherFeature(file: string, target: string): boolean {
  return feature(file) !== undefined && feature(target) !== undefined && feature(file) !== feature(target)
}

test('every Mantine component in use has its styles', () => {
  const used = sources.flatMap((file) =>
    nodesOf(file).flatMap((node) => {
      if (node.type !== 'ImportDeclaration' || (node['source'] as { value: string }).value !== '@mantine/core')
        return []
      return (node['specifiers'] as { local: { value: string } }[]).map(({ local }) => local.value)
    }),
  )
  const loaded = read('app/styles.ts')
  const missing = [...new Set(used)].filter(
    (name) => existsSync(`${styles}${name}.layer.css`) && !loaded.includes(`/${name}.layer.css`),
  )
  expect(missing).toEqual([])
})

test('files stay short', () => {
  const long = sources.filter((file) => read(file).split('\n').length > 300).map((file) => src + file)
  expect(long).toEqual([])
})
