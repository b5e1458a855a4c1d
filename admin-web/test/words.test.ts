import { expect, test } from '@jest/globals'
import {
  brokenRules,
  duoMachine,
  gates,
  indicators,
  problemCodes,
  shareParts,
  type Indicator,
} from '@interra/contracts'
import { withFirmSpaces } from '../src/lib/french.ts'
import { filesEnding, namespaces, nodesOf, wordsOf } from './source.ts'

const languages = ['fr', 'en'] as const
const plural = /_(zero|one|two|few|many|other)$/
const base = (key: string) => key.replace(plural, '')
/** A name that only looks like a plural: `accepted_by_one`. */
const names = [...duoMachine.states, ...shareParts]
const isName = (key: string) => names.some((name) => key.endsWith(`.${name}`))
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1]).sort()

test('each namespace has a file in each language', () => {
  for (const language of languages)
    expect(filesEnding('.json').filter((file) => file.startsWith(`locales/${language}/`))).toEqual(
      namespaces.map((namespace) => `locales/${language}/${namespace}.json`),
    )
})

test.each(namespaces)('%s: French and English have the same keys, and are silent on the same', (namespace) => {
  const [french, english] = languages.map((language) => wordsOf(language, namespace))
  const keys = (words: Record<string, string> = {}) => [...new Set(Object.keys(words).map(base))].sort()
  expect(keys(english)).toEqual(keys(french))
  const silent = (words: Record<string, string> = {}) => Object.keys(words).filter((key) => words[key]?.trim() === '')
  expect(silent(english)).toEqual(silent(french))
})

test.each(namespaces)('%s: a plural has every form that its language counts with', (namespace) => {
  for (const language of languages) {
    const words = wordsOf(language, namespace)
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const plurals = new Set(
      Object.keys(words)
        .filter((key) => plural.test(key) && !isName(key))
        .map(base),
    )
    const missing = [...plurals]
      .flatMap((key) => forms.map((form) => `${key}_${form}`))
      .filter((key) => !(key in words))
    expect([language, missing]).toEqual([language, []])
  }
})

test.each(namespaces)('%s: both languages speak of the same values', (namespace) => {
  const [french, english] = languages.map((language) => wordsOf(language, namespace))
  const valuesOf = (words: Record<string, string> = {}) => {
    const byKey = new Map<string, Set<string>>()
    for (const [key, text] of Object.entries(words)) {
      const known = byKey.get(base(key)) ?? new Set<string>()
      placeholders(text).forEach((name) => known.add(name ?? ''))
      byKey.set(base(key), known)
    }
    return Object.fromEntries([...byKey].map(([key, names]) => [key, [...names].sort()]))
  }
  expect(valuesOf(english)).toEqual(valuesOf(french))
})

const forMembers = filesEnding('.json')
  .filter((file) => file.startsWith('locales/ar/'))
  .map((file) => file.slice('locales/ar/'.length, -'.json'.length))

test.each(['nl', 'ar'])('what members read by a link is complete (%s)', (language) => {
  expect(forMembers).toContain('duo-door')
  for (const namespace of forMembers) {
    const [french, other] = [wordsOf('fr', namespace), wordsOf(language, namespace)]
    expect(Object.keys(other).sort()).toEqual(Object.keys(french).sort())
    for (const [key, text] of Object.entries(other)) {
      expect(text.trim()).not.toBe('')
      expect([key, placeholders(text)]).toEqual([key, placeholders(french[key] ?? '')])
    }
  }
})

test('in French a sign stays with its word', () => {
  expect(withFirmSpaces('Pourquoi ? « Oui » : 3 %')).toBe('Pourquoi\u00a0? «\u00a0Oui\u00a0»\u00a0: 3\u00a0%')
})

test.each(languages)('[L5] every refusal of the catalogue has words of its own (%s)', (language) => {
  const words = wordsOf(language, 'problems')
  expect(problemCodes.filter((code) => !words[code])).toEqual([])
})

test.each(languages)('every rule that can be broken has a sentence of its own (%s)', (language) => {
  const words = wordsOf(language, 'problems')
  expect(brokenRules.filter((rule) => !words[`rules.${rule}`])).toEqual([])
})

test('[H8] every sub-value of an indicator has words, and no words are of none', () => {
  const words = Object.keys(wordsOf('fr', 'parts'))
  const all = ([...indicators, ...gates] as readonly Indicator[]).flatMap(({ id, parts }) =>
    parts.map(
      (code) => [`${id}.${code}`, `any.${code}`].find((key) => words.includes(key)) ?? `${id}.${code} has none`,
    ),
  )
  expect([...new Set(all)].sort()).toEqual(words.sort())
})

const calls = filesEnding('.ts', '.tsx').flatMap((file) => nodesOf(file).map((node) => ({ file, node })))
const texts = calls.flatMap(({ node }) => (node.type === 'StringLiteral' ? [String(node['value'])] : []))
const templates = calls.flatMap(({ node }) => (node.type === 'TemplateLiteral' ? [patternOf(node['quasis'])] : []))

/** `pages.${page}` -> /^pages\.[^:]+$/ */
function patternOf(parts: unknown): RegExp {
  const fixed = (parts as { cooked: string }[]).map(({ cooked }) => cooked.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${fixed.join('[^:]+')}$`)
}

test('a key that a screen asks for exists', () => {
  const known = new Set(namespaces.flatMap((namespace) => Object.keys(wordsOf('fr', namespace)).map(base)))
  const asked = calls.flatMap(({ file, node }) => {
    const callee = node['callee'] as { type?: string; value?: string } | undefined
    if (node.type !== 'CallExpression' || callee?.type !== 'Identifier' || callee.value !== 't') return []
    const first = (node['arguments'] as { expression: { type: string; value?: unknown } }[])[0]?.expression
    return first?.type === 'StringLiteral' ? [{ file, key: String(first.value).replace(/^\w+:/, '') }] : []
  })
  expect(asked.length).toBeGreaterThan(50)
  expect(asked.filter(({ key }) => !known.has(key))).toEqual([])
})

test.each(namespaces)('%s: no words that no screen says', (namespace) => {
  const said = (key: string) =>
    [key, `${namespace}:${key}`].some((name) => texts.includes(name) || templates.some((pattern) => pattern.test(name)))
  const silent = Object.keys(wordsOf('fr', namespace))
    .map(base)
    .filter((key) => !said(key))
  expect(silent).toEqual([])
})

const spoken = ['label', 'title', 'placeholder', 'aria-label', 'alt', 'description', 'legend', 'caption', 'submit']
const hasLetters = (value: unknown) => typeof value === 'string' && /\p{L}/u.test(value)

test('no text stands in a component', () => {
  const found = calls.flatMap(({ file, node }) => {
    if (node.type === 'JSXText' && hasLetters(node['value'])) return [`${file}: ${String(node['value']).trim()}`]
    if (node.type !== 'JSXAttribute') return []
    const { name, value } = node as unknown as {
      name: { value?: string }
      value: { type?: string; value?: unknown } | null
    }
    const literal = value?.type === 'StringLiteral' && hasLetters(value.value)
    return literal && spoken.includes(name.value ?? '') ? [`${file}: ${String(value.value)}`] : []
  })
  expect(found).toEqual([])
})
