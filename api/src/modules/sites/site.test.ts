import { expect, test } from '@jest/globals'
import { initialPolicies, policyKeys, policySchemas } from '@interra/contracts'
import Value from 'typebox/value'
import { initialLists } from './initial-lists.ts'
import { movedTo, requireTimeZone, termCodeFrom } from './site.ts'

test('a time zone is one of the IANA database', () => {
  for (const known of ['Europe/Brussels', 'America/Montreal', 'UTC']) requireTimeZone(known)
  for (const unknown of ['Europe/Liege', 'CEST+1', 'nowhere'])
    expect(() => requireTimeZone(unknown)).toThrow('rule-broken')
})

test.each([
  ['Réseaux sociaux', 'reseaux_sociaux'],
  ["Centre d'accueil — Herstal", 'centre_d_accueil_herstal'],
  ['3ème âge', 'eme_age'],
  ['موسيقى', 'term'],
  ['x'.repeat(80), 'x'.repeat(40)],
])('the code of a word comes from its French label: %s', (label, code) => {
  expect(termCodeFrom(label)).toBe(code)
  expect(termCodeFrom(label)).toMatch(/^[a-z][a-z0-9_]{0,40}$/)
})

test('a word moves to a place and the others make room', () => {
  expect(movedTo(['a', 'b', 'c', 'd'], 'c', 1)).toEqual(['c', 'a', 'b', 'd'])
  expect(movedTo(['a', 'b', 'c', 'd'], 'a', 3)).toEqual(['b', 'c', 'a', 'd'])
  expect(movedTo(['a', 'b', 'c', 'd'], 'b', 99)).toEqual(['a', 'c', 'd', 'b'])
})

test('[J5] the initial value of every rule is one that it may have', () => {
  for (const key of policyKeys)
    expect([key, Value.Check(policySchemas[key], initialPolicies[key])]).toEqual([key, true])
})

test('[J2] the lists of a new site are worded in French and English', () => {
  for (const list of Object.values(initialLists))
    for (const [code, { fr, en }] of Object.entries(list)) {
      expect(code).toMatch(/^[a-z][a-z0-9_]{0,40}$/)
      expect(fr.length * en.length).toBeGreaterThan(0)
    }
})
