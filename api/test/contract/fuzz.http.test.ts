import { classOf, type Route } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { startApi, type Api } from '../harness.ts'
import { oneOfEach, operations, overHttp, paramsOf, send, type Operation, type Request, type Sent } from './objects.ts'
import { broken, valid, type Known } from './values.ts'

const full = process.env['INTERRA_PROVE'] === 'full'
/** Requests of each kind for one operation and seed. */
const tries = full ? 60 : 4
const seeds = [11, 22, 33]
jest.setTimeout(full ? 900_000 : 180_000)

let t: Api
let known: Known
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

/** The part of a request that a schema describes: path, query or body. */
type Part = 'params' | 'query' | 'body'
const parts = ['params', 'query', 'body'] as const

/** TypeBox judges here, since Ajv judges in the service. */
function accepts(schema: TSchema, value: unknown, part: Part): boolean {
  return Value.Check(schema, value) || (part !== 'body' && Value.Check(schema, Value.Convert(schema, asText(value))))
}

/** As an address carries it. */
function asText(value: unknown): unknown {
  return Object.fromEntries(Object.entries(Object(value)).map(([name, member]) => [name, String(member)]))
}

/** A request of which every part fits its schema. Half of the ids exist. */
function fitting(operation: Operation): fc.Arbitrary<Request> {
  const { route } = operation
  const params = route.params
    ? fc.oneof(fc.constant(paramsOf(route, known)), valid(route.params))
    : fc.constant(undefined)
  const query = route.query ? valid(route.query, known) : fc.constant(undefined)
  const body = route.body ? valid(route.body, known) : fc.constant(undefined)
  return fc.record({ params, query, body })
}

/** A request of which exactly one part breaks its schema, and shows it when it is sent. */
function breaking(operation: Operation, part: Part, schema: TSchema): fc.Arbitrary<Request> {
  const passes = (value: unknown) => accepts(schema, value, part) || (part !== 'body' && !isFlat(value))
  const bad = broken(schema, known, (value) => passes(part === 'params' ? onlyMembers(schema, value) : value))
  return fc.tuple(fitting(operation), bad).map(([request, value]) => ({ ...request, [part]: value }))
}

function membersOf(schema: TSchema): string[] {
  return Object.keys(Object(Reflect.get(schema, 'properties')))
}
/** An address has no place for other members. */
function onlyMembers(schema: TSchema, value: unknown): unknown {
  return Object.fromEntries(membersOf(schema).map((name) => [name, Reflect.get(Object(value), name)]))
}

/** Whether the value can stand in an address as it is: members of text, numbers or lists of them, none empty. */
function isFlat(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((member) => ['string', 'number', 'boolean'].includes(typeof member) && member !== '')
  )
}

/** Signed in once for an operation; each time where the session itself is at stake. */
async function sendAs({ route }: Operation, request: Request, cookie: string): Promise<Sent> {
  if (typeof route.access === 'object' && route.access.roles.length === 0)
    return send(t, route, { ...request, headers: { authorization: `Bearer ${keyFor(route)}` } }, overHttp)
  const own = route.path.startsWith('/v1/auth/') ? await newCookie('admin') : cookie
  return send(t, route, { ...request, cookie: own, headers: await versionHeader(route) }, overHttp)
}
const keyFor = ({ path }: Route) => {
  if (path.includes('/reporting/')) return known['evaluatorKey']
  return known[path.includes('/sandbox/') ? 'sandboxKey' : 'partnerKey']
}
/** Everything is made anew and at its first version, but the site. */
async function versionHeader({ path, ifMatch }: Route): Promise<Record<string, string>> {
  if (!ifMatch || !/^\/v1\/sites\/:siteId(\/closure)?$/.test(path)) return {}
  const [site] = await t.sql<{ version: number }>('select version from site where id = $1', [known['siteId']])
  return { 'if-match': `"${site?.version ?? 1}"` }
}
type Trying = 'admin' | 'coordinator' | 'juror'
async function newCookie(role: Trying): Promise<string> {
  // a guest is somebody: who is named in what there is
  if (role === 'juror') return (await t.signIn(role, { personId: known['personId'] ?? '' })).cookie
  return (await t.signIn(role, { site: role === 'admin' ? 'all' : 'liege' })).cookie
}
/**
 * Who may do it; what concerns safety is for those who look after it, and no admin filters by it. What a guest is here
 * for is theirs alone.
 */
function roleFor({ route: { access, query } }: Operation, seed: number): Trying {
  const roles: readonly string[] = typeof access === 'object' ? access.roles : ['admin']
  if (roles.includes('juror')) return 'juror'
  const filters = Object.values<TSchema>(Object(Reflect.get(Object(query), 'properties')))
  if (!roles.includes('admin') || filters.some((filter) => classOf(filter) === 'C5')) return 'coordinator'
  return seed === seeds[1] && roles.includes('coordinator') ? 'coordinator' : 'admin'
}

/** Malformed, no such address (an empty or odd path member), too large or too long. */
const refused = new Set([400, 404, 413, 414, 431])

/** What the contract does not allow an answer to be. */
function faultOf({ name, route }: Operation, request: Request, { status, text, code }: Sent): string[] {
  const tell = (fault: string) => [
    `${name}: ${fault} for ${JSON.stringify(request).slice(0, 300)}: ${text.slice(0, 300)}`,
  ]
  if (status >= 500) return tell(String(status))
  if (status !== route.success.status && status !== route.success.existing && code === undefined)
    return tell(`${status} is not declared`)
  if (/at .*\.ts:\d|SQLSTATE|select .* from/i.test(text)) return tell('internals are told')
  return []
}

const short = (request: Request) =>
  JSON.stringify(request)
    .replace(/x{50,}/g, 'x…')
    .slice(0, 400)

/** Operations that did their work at least once, and those whose rules were asked at all. */
const reached = new Set<string>()
const looked = new Set<string>()
const stopped = new Set([400, 401, 403, 404, 412, 428])

describe('requests made from the contract', () => {
  test('what fits is never an error of ours, nor called malformed', async () => {
    const faults: string[] = []
    let [changed, added] = [true, false]
    for (const operation of served()) {
      for (const [at, seed] of seeds.entries()) {
        if (!full && (at > 1 ? looked : reached).has(operation.name)) break
        // an operation finds everything as it is made, and made anew only when some of it was changed since; what was added
        // since is in the way of few
        if (changed || (added && (full || at > 0))) {
          known = await oneOfEach(t, 'liege')
          changed = added = false
        }
        const cookie = await newCookie(roleFor(operation, seed))
        for (const [tried, request] of fc.sample(fitting(operation), { numRuns: tries, seed }).entries()) {
          if (!full && tried > 0 && reached.has(operation.name)) break
          const sent = await sendAs(operation, request, cookie)
          faults.push(...faultOf(operation, request, sent))
          if (sent.status === operation.route.success.status) {
            reached.add(operation.name)
            added ||= sent.status === 201
            changed ||= operation.route.method !== 'GET' && sent.status !== 201
          }
          if (!stopped.has(sent.status)) looked.add(operation.name)
          const hasCursor = Object.hasOwn(Object(request.query), 'after')
          if (sent.status === 400 && !hasCursor)
            faults.push(`${operation.name}: ${sent.text.slice(0, 400)} for ${short(request)}`)
        }
      }
      await t.sql("delete from setting where key = 'second_factor_required'")
    }
    expect(faults).toEqual([])
  })

  test('the tries are not empty: the rules of every operation were asked, and most did their work', () => {
    const names = served().map(({ name }) => name)
    expect(names.filter((name) => !looked.has(name))).toEqual([])
    expect(names.filter((name) => !reached.has(name)).length / names.length).toBeLessThan(0.4)
  })

  test.each(seeds)('what the schema forbids is refused and writes nothing (seed %i)', async (seed) => {
    const faults: string[] = []
    known = await oneOfEach(t, 'liege')
    for (const operation of served()) {
      const cookie = await newCookie(roleFor(operation, seed))
      for (const part of parts) {
        const schema = operation.route[part]
        if (!schema || membersOf(schema).length === 0) continue
        for (const request of fc.sample(breaking(operation, part, schema), { numRuns: full ? tries : 1, seed })) {
          const sent = await sendAs(operation, request, cookie)
          faults.push(...faultOf(operation, request, sent))
          if (!refused.has(sent.status)) faults.push(`${operation.name} took ${short(request)}`)
        }
      }
    }
    expect(faults).toEqual([])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

function served(): Operation[] {
  return operations.filter(({ route: { method, path } }) => t.app.hasRoute({ method, url: path }))
}
