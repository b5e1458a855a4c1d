import { roles, type Role } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { ApiClient } from '../client.ts'
import { startApi, type Api } from '../harness.ts'
import { givenAround } from '../incubations.ts'
import { oneOfEach, operations, paramsOf, send } from './objects.ts'
import type { Known } from './values.ts'

jest.setTimeout(120_000)

const privately = 'canari-prive'
const among = 'canari-entre-coachs'
const shared = 'canari-partage'
/** Whom the circle knows as an expert or a mentor. */
const lighter: readonly Role[] = ['expert', 'mentor']

let t: Api
let known: Known
let coach: ApiClient
let second: string
beforeAll(async () => {
  t = await startApi()
  const all = await oneOfEach(t, 'liege')
  coach = await t.as('coach', { personId: all['personId'] ?? '' })
  // every door is opened for whoever is accompanied
  known = { ...all, personId: all['incubateeId'] ?? '' }
  const params = { incubationId: known['incubationId'] ?? '' }
  second = (await t.given.person()).id
  await givenAround(t, { id: params.incubationId }, second)
  const log = { heldOn: '2026-11-20', minutes: 60, mode: 'in_person', role: 'coach', sign: true } as const
  const said = (note: string) => ({ sharedNote: note, nextSteps: note, topics: ['finance' as const] })
  const { id } = await coach.addCoachingLog({ params, body: { ...log, ...said(among), privateNote: privately } })
  known = { ...known, coachingLogId: id }
  await coach.addCoachingLog({ params, body: { ...log, ...said(`log ${shared}`), shared: true } })
  const door = { toWhom: `Banque ${among}`, forWhat: among, openedOn: '2026-11-20' }
  await coach.addOpening({ params, body: door })
  for (const kind of ['strength', 'need', 'blocker', 'objective', 'action'] as const) {
    const rated = kind === 'need' || kind === 'blocker' ? { dimension: 'network' as const, severity: 2 } : {}
    const write = (word: string, isShared: boolean) =>
      coach.addPathItem({ params, body: { kind, title: `${kind} ${word}`, details: word, shared: isShared, ...rated } })
    await write(among, false)
    await write(shared, true)
  }
})
afterAll(() => t.stop())

const query: Readonly<Record<string, unknown>> = { from: '2026-01-01', to: '2026-07-01' }
/** What somebody with a role is answered at every door that reads: lists, files, histories, exports, Today and the search. */
async function everythingTo(role: Role, personId: string): Promise<ReadonlyMap<string, string>> {
  const { cookie, client } = await t.signIn(role, { personId })
  const answers = new Map<string, string>()
  for (const { name, route } of operations) {
    const { access } = route
    if (route.method !== 'GET' || typeof access !== 'object' || !access.roles.includes(role)) continue
    const needed = (route.query?.required ?? []).map((member) => [member, { ...known, ...query }[member]] as const)
    const asked = { params: paramsOf(route, known), query: Object.fromEntries(needed), cookie }
    answers.set(name, (await send(t, route, asked)).text)
  }
  for (const text of [privately, among, shared])
    answers.set(`search ${text}`, await client.search({ body: { text } }).then(JSON.stringify, () => ''))
  return answers
}
const telling = (answers: ReadonlyMap<string, string>, word: string) =>
  [...answers]
    .filter(([, text]) => text.includes(word))
    .map(([name]) => name)
    .sort()

describe('[E8] what stays where it was said', () => {
  test.each(roles)('[E8] a private note is told to no %s by any door, around the project or not', async (role) => {
    expect(telling(await everythingTo(role, second), privately)).toEqual([])
  })

  test('[E8] and its author reads it by one door alone', async () => {
    const params = { incubationId: known['incubationId'] ?? '', coachingLogId: known['coachingLogId'] ?? '' }
    expect(await coach.readPrivateNote({ params })).toEqual({ text: privately })
  })
})

describe('[E6] [E7] what is shared with the circle', () => {
  test.each(lighter)('[E6] [E7] a %s is told what is marked as shared and nothing else, by any door', async (role) => {
    const answers = await everythingTo(role, second)
    expect(telling(answers, among)).toEqual([])
    expect(telling(answers, shared)).toEqual(['getPath', 'listCoaching'])
    for (const kind of ['strength', 'need', 'blocker', 'objective', 'action'])
      expect(answers.get('getPath')).toContain(`${kind} ${shared}`)
  })

  test.each(lighter)('[E6] a %s who is not around is told nothing of it', async (role) => {
    const answers = await everythingTo(role, (await t.given.person()).id)
    for (const word of [among, shared]) expect(telling(answers, word)).toEqual([])
  })

  test.each(['coach', 'coordinator'] as const)('[E7] a %s reads the whole', async (role) => {
    const answers = await everythingTo(role, second)
    expect(telling(answers, among)).toEqual(['getPath', 'listCoaching', 'listOpenings'])
    expect(telling(answers, shared)).toEqual(['getPath', 'listCoaching'])
  })

  test('[E7] sharing is taken back, and is in the history of the path', async () => {
    const params = { incubationId: known['incubationId'] ?? '' }
    const mentor = await t.as('mentor', { personId: second })
    const read = async () => (await mentor.getPath({ params })).items.map(({ title }) => title)
    const title = `blocker ${shared}`
    expect(await read()).toContain(title)
    const found = (await coach.getPath({ params })).items.find((item) => item.title === title)
    const at = { params: { ...params, pathItemId: found?.id ?? '' }, ifMatch: found?.version ?? 0 }
    const { history } = await coach.changePathItem({ ...at, body: { shared: false } })
    expect(history[0]).toMatchObject({ act: 'path.blocker_changed', fields: ['shared'] })
    expect(await read()).not.toContain(title)
  })
})
