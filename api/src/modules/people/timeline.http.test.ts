import type { TimelineItem } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
let personId: string
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  const person = await t.given.person({ member_since: '2025-09-01' })
  personId = person.id
  const of = { site_id: person.site_id, person_id: person.id }
  const workshop = await t.given.workshop({ title: 'Pain et levain' })
  const session = await t.given.session({ workshop_id: workshop.id, starts_on: '2026-03-05' })
  const hosted = await t.given.session({ workshop_id: workshop.id, starts_on: '2026-12-10' })
  await t.given.registration({ ...of, session_id: session.id, created_at: '2026-03-01T10:00:00Z' })
  await t.insert('attendance', {
    ...of,
    id: newId(),
    session_id: session.id,
    status: 'present',
    observed_at: '2026-03-05T18:00:00Z',
  })
  const { id: hostedId } = hosted
  await t.insert('session_host', { ...of, id: newId(), session_id: hostedId, part: 'lead' })
  const proposal = await t.insert('proposal', {
    id: newId(),
    site_id: person.site_id,
    title: 'Pain',
    status: 'submitted',
    received_on: '2026-01-10',
  })
  await t.insert('proposal_host', { ...of, id: newId(), proposal_id: proposal['id'], part: 'lead' })
  await t.insert('workshop_host', {
    ...of,
    id: newId(),
    workshop_id: workshop.id,
    part: 'lead',
    created_at: '2026-02-01T09:00:00Z',
  })
  await t.insert('language_record', {
    ...of,
    id: newId(),
    language: 'fr',
    level: 'A2',
    assessed_by: 'staff',
    assessed_on: '2025-10-01',
  })
  await t.insert('consent', {
    ...of,
    id: newId(),
    purpose: 'surveys',
    given: false,
    text_version: '2026-11',
    language: 'fr',
    channel: 'oral',
    collected_on: '2025-11-01',
  })
  const course = await t.insert('course', {
    id: newId(),
    site_id: person.site_id,
    kind: 'intercultural',
    title: 'Entre cultures',
  })
  await t.insert('enrolment', { ...of, id: newId(), course_id: course['id'], enrolled_at: '2026-02-20T10:00:00Z' })
})
afterAll(() => t.stop())

const lines = async (query: object = {}, client = coordinator) => client.getTimeline({ params: { personId }, query })
const shown = ({ kind, title, state, about }: TimelineItem) => [kind, title ?? about, state]

describe('[B8] what a member did, over all programmes', () => {
  test('in one call, the latest first', async () => {
    const { items, next } = await lines()
    expect(items.map(shown)).toEqual([
      ['hosted_session', 'Pain et levain', 'scheduled'],
      ['attendance', 'Pain et levain', 'present'],
      ['registration', 'Pain et levain', 'confirmed'],
      ['training', 'Entre cultures', 'following'],
      ['hosted_workshop', 'Pain et levain', 'published'],
      ['proposal', 'Pain', 'submitted'],
      ['consent', 'surveys', 'refused'],
      ['language', 'fr', 'A2'],
      ['member', null, null],
    ])
    expect(next).toBeNull()
    expect(items.at(-1)?.at).toBe('2025-08-31T22:00:00.000000Z')
  })
  test('page by page, nothing twice and nothing lost', async () => {
    const seen: TimelineItem[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof lines>> = await lines({ limit: 3, ...(after ? { after } : {}) })
      seen.push(...page.items)
      after = page.next
    } while (after !== null)
    expect(seen).toEqual((await lines()).items)
  })
  test('of one kind', async () => {
    expect((await lines({ kind: 'attendance' })).items.map(shown)).toEqual([
      ['attendance', 'Pain et levain', 'present'],
    ])
  })
  test('reading it leaves a trace', async () => {
    const { client, accountId } = await t.signIn('social_officer')
    await lines({}, client)
    expect(await t.sql('select operation from read_trace where actor_id = $1', [accountId])).toEqual([
      { operation: 'getTimeline' },
    ])
  })
  test('a broken cursor is refused', async () => {
    const after = Buffer.from('["yesterday","me"]').toString('base64url')
    await expect(lines({ after })).rejects.toHaveProblem('validation-failed')
  })
})

describe('what reading costs', () => {
  // the least of two: who calls is believed for a second, and then looked up again
  const cost = async (work: () => Promise<unknown>) =>
    work().then(async () => Math.min(await t.countQueries(work), await t.countQueries(work)))
  test('a file, the list and the timeline take a fixed number of statements', async () => {
    // the trace of a reading is a transaction of three
    expect(await cost(() => coordinator.listPeople())).toBe(1)
    expect(await cost(() => coordinator.getPerson({ params: { personId } }))).toBe(4)
    expect(await cost(() => lines())).toBe(5)
    expect(await cost(() => coordinator.checkDuplicates({ body: { siteId: t.sites.liege, givenName: 'Amina' } }))).toBe(
      2,
    )
  })
})
