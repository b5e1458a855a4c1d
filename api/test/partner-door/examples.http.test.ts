import { apiRoutes, scopesOfKind, type Route } from '@interra/contracts'
import { partnerExamples, type Example } from '@interra/contracts/partner-examples'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import type { PartnerKey } from '../partners.ts'

const examples: readonly (readonly [name: string, example: Example])[] = Object.entries(partnerExamples)
const routes: Readonly<Record<string, Route>> = apiRoutes
const routeOf = (name: string): Route => routes[name] ?? fail(`${name} is no operation`)
function fail(why: string): never {
  throw new Error(why)
}

let t: Api
let sandbox: PartnerKey
/** Ids of an example, by what stands for them here. */
const ids = new Map<string, string>()
beforeAll(async () => {
  t = await startApi()
  await givenWorkshop()
  sandbox = await t.partnerKey({ test: true })
})
afterAll(() => t.stop())

/** What the answer of the open offer shows. */
async function givenWorkshop(): Promise<void> {
  const venue = await t.given.venue({ name: 'Maison de quartier', address: 'Rue Saint-Gilles 1, 4000 Liège' })
  const { id: room_id } = await t.given.room({ venue_id: venue.id, step_free: true })
  const term = `select id from taxonomy_term where code = 'cooking' and site_id = $1`
  const [category] = await t.sql<{ id: string }>(term, [t.sites.liege])
  const { id: workshop_id } = await t.given.workshop({
    title: 'Cuisine du monde',
    summary: 'Chacun montre un plat, on mange ensemble.',
    languages: ['fr'],
    category_term_id: category?.id,
    updated_at: '2026-11-02T09:00:00Z',
  })
  const session = await t.given.session({ workshop_id, room_id })
  const member = await t.given.person()
  await t.given.registration({ session_id: session.id, person_id: member.id })
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** Takes note of which id here stands where the example has its own, everywhere in an answer. */
function learn(shown: unknown, got: unknown): void {
  const found = JSON.stringify(got).match(uuid) ?? []
  JSON.stringify(shown)
    .match(uuid)
    ?.forEach((id, index) => ids.set(id, ids.get(id) ?? found[index] ?? fail(`nothing for ${id}`)))
}
const here = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replace(uuid, (id) => ids.get(id) ?? fail(`${id} is not known yet`))) as T

/** Secrets are others each time, and PostgreSQL has a clock of its own. */
function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, member: unknown) => {
    if (name === 'createdAt' && typeof member === 'string') return 'an instant'
    if (typeof member !== 'string') return member
    if (/^\d{4}-\d\d-\d\dT/.test(member)) return new Date(member).toISOString()
    return member.replace(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'whsec_')
  })
}

describe('[L1] the examples of the document', () => {
  test('are there for each operation of a partner’s keys', () => {
    const scopes: readonly string[] = scopesOfKind.partner
    const own = Object.entries(routes).filter(
      ([, { access }]) => typeof access === 'object' && access.keys?.some((scope) => scopes.includes(scope)),
    )
    expect(examples.map(([name]) => name).sort()).toEqual(own.map(([name]) => name).sort())
  })

  test.each(examples)('%s: fits the schema, and is in the document', async (name, { params, query, body, answer }) => {
    const route = routeOf(name)
    const check = (schema: Route['body'], value: unknown) => {
      if (schema) expect(t.app.answerChecks?.check(schema, value)).toBeUndefined()
    }
    check(route.params, params)
    check(route.query, query ?? {})
    check(route.body, body)
    check(route.success.body, answer)
    const document = Object(await (await fetch(`${t.url}/v1/partner/openapi.json`)).json())
    const operation = Object(document.paths[route.path.replace(/:(\w+)/g, '{$1}')])[route.method.toLowerCase()]
    expect(operation.responses[route.success.status].content['application/json'].example).toEqual(answer)
    if (body) expect(operation.requestBody.content['application/json'].example).toEqual(body)
  })

  test.each(examples)('%s: sent as it stands, is answered as it says', async (name, { answer, ...example }) => {
    const { method, path, success } = routeOf(name)
    const { params, query, headers, body } = here(example)
    const search = new URLSearchParams(
      Object.entries(query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
    )
    const said = await fetch(
      `${t.url}${path.replace(/:(\w+)/g, (_, key: string) => params?.[key] ?? '')}?${search.toString()}`,
      {
        method,
        headers: {
          authorization: `Bearer ${sandbox.key}`,
          ...headers,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      },
    )
    const got = Object(await said.json())
    expect([said.status, got]).toMatchObject([success.status, {}])
    // one of the forty is shown
    if (name === 'resetSandbox') got.examples = got.examples.slice(0, 1)
    learn(answer, got)
    expect(comparable(got)).toEqual(comparable(here(answer)))
  })
})
