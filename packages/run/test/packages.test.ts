import { expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { inRoot } from '../src/paths.ts'

const folders = [
  'api',
  'admin-web',
  'bench',
  'e2e',
  ...readdirSync(inRoot('packages')).map((name) => `packages/${name}`),
]
const read = (file: string) => readFileSync(inRoot(file), 'utf8')

function sourcesOf(folder: string): string {
  const files = readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
  return files
    .filter((name) => /\.(tsx?|mjs|css)$/.test(name) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(name))
    .map((name) => read(`${folder}/${name}`))
    .join('\n')
}

test.each(folders)('%s asks only for packages that it uses', (folder) => {
  const asked: unknown = JSON.parse(read(`${folder}/package.json`))
  const of = (kind: string) =>
    typeof asked === 'object' && asked !== null ? Object.keys(Object(Object(asked)[kind] ?? {})) : []
  const names = [...of('dependencies'), ...of('devDependencies')]
  const sources = sourcesOf(folder)
  const used = (name: string) => sources.includes(`'${name}'`) || sources.includes(`'${name}/`)
  const typed = (name: string) => name.startsWith('@types/') && names.includes(name.slice('@types/'.length))
  expect(names.filter((name) => !used(name) && !typed(name))).toEqual([])
})
