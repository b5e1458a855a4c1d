import { roles, type Role, type Route } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import type { Sites } from '../base-data.ts'
import { startApi, type Api } from '../harness.ts'
import { oneOfEach, operations, paramsOf, send, siteless, type Operation } from './objects.ts'
import { valid, type Known } from './values.ts'

jest.setTimeout(120_000)

let t: Api
let liege: Known
const callers: { readonly role: Role; readonly site: keyof Sites; readonly cookie: string }[] = []

beforeAll(async () => {
  t = await startApi()
  liege = await oneOfEach(t, 'liege')
  // a guest is somebody: the host of what there is in Liège
  const personId = liege['personId'] ?? ''
  for (const role of roles) {
    callers.push({ role, site: 'liege', cookie: (await t.signIn(role, { site: 'liege', personId })).cookie })
    callers.push({ role, site: 'pilot', cookie: (await t.signIn(role, { site: 'pilot' })).cookie })
  }
})
afterAll(() => t.stop())

const notPublic = ({ route }: Operation) => route.access !== 'public'
const forRoles = ({ route }: Operation) => typeof route.access === 'object'
const rolesOf = ({ access }: Route): readonly Role[] => (typeof access === 'object' ? access.roles : [])
const callersOf = (route: Route, site: keyof Sites) =>
  callers.filter((caller) => caller.site === site && rolesOf(route).includes(caller.role))

/** What is wrong with the served operations that pass `chosen`; the requests of one operation run at once. */
async function overOperations(
  chosen: (operation: Operation) => boolean,
  check: (operation: Operation) => Promise<string[]>[],
): Promise<string[]> {
  const faults: string[] = []
  for (const operation of operations.filter(chosen))
    if (isServed(operation)) faults.push(...(await Promise.all(check(operation))).flat())
  return faults
}
const isServed = ({ route: { method, path } }: Operation) => t.app.hasRoute({ method, url: path })

/** The same valid body each time. */
function bodyOf({ route }: Operation, known: Known): unknown {
  return route.body && sample(route.body, known)
}
function queryOf({ route }: Operation, known: Known): unknown {
  const { query } = route
  return (
    query &&
    Object.fromEntries(
      (query.required ?? []).map((name) => [name, period[name] ?? sample(query.properties[name], known, name)]),
    )
  )
}
/** A period that has its end after its beginning, and an indicator that can be told of it in every way. */
const period: Known = { from: '2026-01-01', to: '2026-07-01', indicator: 'ACT-01', indicators: 'ACT-01' }

function sample(schema: unknown, known: Known, name = ''): unknown {
  return fc.sample(valid(schema, known, name), { numRuns: 1, seed: 7 })[0]
}

describe('who may call what', () => {
  test('the routes that need no role are exactly these', () => {
    const open = operations.filter(({ route }) => route.access === 'public').map(({ name }) => name)
    const byLink = ['acceptByLink', 'checkInByLink', 'declineByLink', 'logByLink', 'readDuoLink']
    const following = ['informByLink', 'readFollowLink', 'readReferralForm', 'referByLink', 'withdrawByLink']
    const offered = ['answerOffered', 'readFunderLink', 'readOffered']
    const applying = ['readApplicationLink', 'saveApplicationByLink', 'submitApplicationByLink']
    const surveyed = ['answerSurvey', 'declineSurvey', 'readSurveyLink', 'readFeedbackLink', 'tellFeedbackByLink']
    expect(open.sort()).toEqual(
      [...surveyed, ...byLink, ...following, ...offered, ...applying, 'requestReset', 'setPassword', 'signIn'].sort(),
    )
    const signedIn = operations.filter(({ route }) => route.access === 'signed-in')
    for (const { route } of signedIn) expect(route.path).toMatch(/^\/v1\/(auth|me)\b/)
  })

  test('every operation of the contract is served', () => {
    const missing = operations.filter((operation) => !isServed(operation))
    expect(missing.map(({ name }) => name)).toEqual([])
  })

  test('nobody gets past sign-in, whatever else is wrong with the request', async () => {
    const broken = { params: { siteId: 'x' }, query: { nonsense: '1' }, body: { nonsense: 1 } }
    const headers = [{}, { 'content-type': 'text/plain' }, { authorization: 'Bearer nonsense' }]
    const faults = await overOperations(notPublic, ({ name, route }) =>
      headers.map(async (more) => {
        const { code } = await send(t, route, { ...broken, headers: more })
        // a route for keys tells whoever sent one that it is not known
        const takesKeys = typeof route.access === 'object' && route.access.keys !== undefined
        const expected = takesKeys && 'authorization' in more ? 'key-unknown' : 'not-signed-in'
        return code === expected ? [] : [`${name}: ${code}`]
      }),
    )
    expect(faults).toEqual([])
  })

  test('HEAD is guarded as GET is', async () => {
    const isRead = ({ route }: Operation) => route.method === 'GET' && route.access !== 'public'
    const faults = await overOperations(isRead, ({ name, route }) => [
      fetch(t.url + route.path, { method: 'HEAD' }).then(({ status }) =>
        status === 401 ? [] : [`${name}: ${status}`],
      ),
    ])
    expect(faults).toEqual([])
  })

  test('a role that the route does not name is refused, before its request is looked at', async () => {
    const faults = await overOperations(forRoles, ({ name, route }) =>
      callers
        .filter(({ role }) => !rolesOf(route).includes(role))
        .map(async ({ role, site, cookie }) => {
          const { code } = await send(t, route, { cookie, body: { nonsense: 1 } })
          return code === 'not-allowed' ? [] : [`${name} as ${role}@${site}: ${code}`]
        }),
    )
    expect(faults).toEqual([])
  })

  test('a role that the route names gets in at its own site', async () => {
    const faults = await overOperations(forRoles, (operation) => {
      const { name, route } = operation
      const request = { params: paramsOf(route, liege), query: queryOf(operation, liege), body: { nonsense: 1 } }
      return callersOf(route, 'liege').map(async ({ role, cookie }) => {
        const { status, code, text } = await send(t, route, { ...request, cookie })
        const opened = route.method === 'GET' ? status === 200 : code !== 'not-allowed' && status !== 401
        return opened ? [] : [`${name} as ${role}: ${status} ${text}`]
      })
    })
    expect(faults).toEqual([])
  })

  test('what belongs to another site does not exist', async () => {
    const scoped = ({ route }: Operation) =>
      typeof route.access === 'object' &&
      Object.keys(route.params?.properties ?? {}).some((param) => !siteless.includes(param))
    const faults = await overOperations(scoped, (operation) => {
      const { name, route } = operation
      const request = {
        params: paramsOf(route, liege),
        query: queryOf(operation, liege),
        body: bodyOf(operation, liege),
      }
      return callersOf(route, 'pilot').map(async ({ role, cookie }) => {
        const there = await send(t, route, { ...request, cookie })
        if (there.code === 'not-found') return []
        // a right that a site does not give at all may be refused as such, if it is at the own site too
        const own = callers.find((one) => one.role === role && one.site === 'liege')
        const here = await send(t, route, { ...request, cookie: own?.cookie ?? '' })
        const same = there.code === 'not-allowed' && here.code === 'not-allowed'
        return same ? [] : [`${name} as ${role}: ${there.status} ${there.text}`]
      })
    })
    expect(faults).toEqual([])
  })

  test('no list shows anything of another site', async () => {
    const ids = Object.entries(liege).filter(([name]) => !siteless.includes(name))
    const isList = ({ route }: Operation) => typeof route.access === 'object' && route.method === 'GET' && !route.params
    const faults = await overOperations(isList, (operation) =>
      callersOf(operation.route, 'pilot').map(async ({ role, cookie }) => {
        const { text } = await send(t, operation.route, { query: queryOf(operation, liege), cookie })
        const shown = ids.filter(([, id]) => text.includes(id))
        return shown.length === 0 ? [] : [`${operation.name} as ${role} shows ${shown.join()}`]
      }),
    )
    expect(faults).toEqual([])
  })

  test('every operation open to whoever is signed in opens', async () => {
    const faults = await overOperations(
      ({ route }) => route.access === 'signed-in',
      (operation) => [
        t.signIn('reader').then(async ({ cookie }) => {
          const { status, text } = await send(t, operation.route, { cookie, body: bodyOf(operation, liege) })
          return status === 401 || status === 403 ? [`${operation.name}: ${text}`] : []
        }),
      ],
    )
    expect(faults).toEqual([])
  })
})
