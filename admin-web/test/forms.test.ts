import { expect, test } from '@jest/globals'
import { InviteAccount, SetPolicy, SignIn } from '@interra/contracts'
import { bodyFrom, bodyProblems } from '../src/lib/body.ts'
import { merge } from '../src/ui/form/merge.ts'
import { pathOf } from '../src/ui/form/pointers.ts'

const grant = { role: 'helper', siteId: '', programme: '', expiresOn: '' }

test('an empty field becomes null, absent or refused, as the contract says', () => {
  const body = bodyFrom(InviteAccount, {
    name: '  Aya  ',
    email: ' aya@demo.interra.test ',
    locale: 'fr',
    grants: [grant],
  })
  expect(body).toEqual({
    name: 'Aya',
    email: 'aya@demo.interra.test',
    locale: 'fr',
    grants: [{ role: 'helper', siteId: null, programme: null, expiresOn: null }],
  })
  expect(bodyFrom(SignIn, { email: 'a@b.be', password: 'x', code: '' })).toEqual({ email: 'a@b.be', password: 'x' })
})

test('a password keeps its spaces', () => {
  expect(bodyFrom(SignIn, { email: ' a@b.be', password: ' two words ' })).toEqual({
    email: 'a@b.be',
    password: ' two words ',
  })
})

test('each refused member is told once, with its pointer and its reason', () => {
  const body = {
    name: '',
    email: 'not an address',
    locale: 'fr',
    grants: [{ ...grant, siteId: null, programme: null, expiresOn: '2026-02-31' }],
  }
  expect(bodyProblems(InviteAccount, body).map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/name', 'required'],
    ['/email', 'format'],
    ['/grants/0/expiresOn', 'format'],
  ])
  expect(bodyProblems(SignIn, {}).map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/email', 'required'],
    ['/password', 'required'],
  ])
})

test('[J5] a body of several kinds is refused for what is wrong with the kind that it means', () => {
  const decided = { startsOn: '2027-01-01', reason: 'Décision du CA' }
  const problemsOf = (body: object) =>
    bodyProblems(SetPolicy, { ...decided, ...body }).map(({ pointer, code }) => [pointer, code])
  expect(problemsOf({ key: 'offer_hours', value: 48 })).toEqual([])
  expect(problemsOf({ key: 'offer_hours', value: '' })).toEqual([['/value', 'required']])
  expect(problemsOf({ key: 'offer_hours', value: 9000 })).toEqual([['/value', 'maximum']])
  expect(problemsOf({ key: 'offer_hours', value: 48, reason: '' })).toEqual([['/reason', 'required']])
})

test('what came over the wire as plain JSON Schema checks the same', () => {
  const plain = JSON.parse(JSON.stringify(InviteAccount)) as typeof InviteAccount
  expect(bodyProblems(plain, { name: '' })).toEqual(bodyProblems(InviteAccount, { name: '' }))
})

test('checking needs no code made from text, so it works under the policy of the page', () => {
  const made = globalThis.Function
  globalThis.Function = (() => {
    throw new EvalError('refused by the policy')
  }) as unknown as FunctionConstructor
  try {
    expect(bodyProblems(SignIn, { email: '', password: '' })).toHaveLength(2)
  } finally {
    globalThis.Function = made
  }
})

test('a pointer leads to its field', () => {
  expect(pathOf('/grants/0/expiresOn')).toBe('grants.0.expiresOn')
  expect(pathOf('/a~1b')).toBe('a/b')
})

test('two people who changed different fields do not lose either change', () => {
  const before = { name: 'Potager', room: 'Salle 1', places: 10 }
  const { merged, clashes } = merge(before, { ...before, name: 'Grand potager' }, { ...before, places: 12 })
  expect(merged).toEqual({ name: 'Grand potager', room: 'Salle 1', places: 12 })
  expect(clashes).toEqual([])
})

test('two people who changed the same field are asked', () => {
  const before = { places: 10 }
  expect(merge(before, { places: 8 }, { places: 12 })).toEqual({
    merged: { places: 8 },
    clashes: [{ field: 'places', mine: 8, theirs: 12 }],
  })
})
