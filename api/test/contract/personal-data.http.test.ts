import { classOf, readableClasses, type DataClass, type Role } from '@interra/contracts'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import { oneOfEach, operations, paramsOf, send } from './objects.ts'
import type { Known } from './values.ts'

jest.setTimeout(120_000)

let t: Api
let liege: Known
beforeAll(async () => {
  t = await startApi()
  liege = await oneOfEach(t, 'liege')
})
afterAll(() => t.stop())

interface Found {
  readonly pointer: string
  readonly dataClass: DataClass
}

/** Every member of an answer that its schema marks as personal data. */
function personalIn(value: unknown, schema: unknown, pointer = ''): Found[] {
  if (typeof value !== 'object' || value === null || typeof schema !== 'object' || schema === null) return []
  const rules = schema as Readonly<Record<string, unknown>>
  const variants = rules['anyOf'] ?? rules['oneOf']
  if (Array.isArray(variants)) return variants.flatMap((variant) => personalIn(value, variant, pointer))
  if (Array.isArray(value))
    return value.flatMap((item, index) => personalIn(item, rules['items'], `${pointer}/${index}`))
  return Object.entries(Object(rules['properties'])).flatMap(([name, member]) => {
    const here: unknown = Reflect.get(value, name)
    if (here === undefined) return []
    const dataClass = classOf(Object(member))
    const own = dataClass === undefined ? [] : [{ pointer: `${pointer}/${name}`, dataClass }]
    return [...own, ...personalIn(here, member, `${pointer}/${name}`)]
  })
}

const reads = operations.filter(
  ({ route }) => route.method === 'GET' && typeof route.access === 'object' && route.success.body,
)
const query = {
  from: '2026-01-01',
  to: '2026-07-01',
  indicator: 'ACT-01',
  indicators: 'ACT-01',
  since: '2026-02-01T10:00:00Z',
}

test('no role ever reads a member of a class that is not its own', async () => {
  const faults: string[] = []
  const seen = new Map<string, Set<Role>>()
  for (const { name, route } of reads) {
    if (!t.app.hasRoute({ method: 'GET', url: route.path })) continue
    const { access } = route
    const needed = Object.fromEntries(
      (route.query?.required ?? []).map((member) => [member, Reflect.get({ ...liege, ...query }, member)]),
    )
    for (const role of typeof access === 'object' ? access.roles : []) {
      const { cookie } = await t.signIn(role, { personId: liege['personId'] ?? '' })
      const { json, status, text } = await send(t, route, { params: paramsOf(route, liege), query: needed, cookie })
      if (status !== 200) faults.push(`${name} as ${role}: ${status} ${text.slice(0, 300)}`)
      for (const { pointer, dataClass } of personalIn(json, route.success.body)) {
        seen.set(name, (seen.get(name) ?? new Set()).add(role))
        if (!readableClasses[role].includes(dataClass))
          faults.push(`${name} shows ${pointer} (${dataClass}) to ${role}`)
      }
    }
  }
  expect(faults).toEqual([])
  // the test would say nothing if nobody read anything
  expect(seen.size).toBeGreaterThan(3)
})

/** Told to everybody who is registered, or said of a thing: not about a person. */
const toldToAll = ['Session.statusReason', 'SessionMove.reason', 'Session.note', 'PolicyDecision.reason']
/** Says what hinders a plan, in a word of the list. */
const ofPlans = ['Unmatched.reason']
/** Counts answers by a word of the list. */
const ofCounts = ['DeclineCount.reason']
const ofThings = [
  'Venue.accessNote',
  'Venue.costNote',
  'VenueDetail.accessNote',
  'VenueDetail.costNote',
  'Report.withdrawnReason',
  'PeriodLock.reopenedReason',
]

test('every reason and remark in an answer has a class', () => {
  const bare = new Set<string>()
  const marked = new Set<string>()
  const look = (schema: unknown): void => {
    const rules = Object(schema) as Readonly<Record<string, unknown>>
    for (const variant of [rules['anyOf'], rules['oneOf']].flat()) if (variant !== undefined) look(variant)
    if (rules['items'] !== undefined) look(rules['items'])
    for (const [name, member] of Object.entries(Object(rules['properties']))) {
      const title = `${String(rules['title'])}.${name}`
      if (/(reason|note)$/i.test(name)) (classOf(Object(member)) ? marked : bare).add(title)
      look(member)
    }
  }
  for (const { route } of operations) look(route.success.body)
  expect([...bare].sort()).toEqual([...toldToAll, ...ofPlans, ...ofCounts, ...ofThings].sort())
  expect(marked.size).toBeGreaterThan(5)
})
