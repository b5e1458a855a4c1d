import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '../../platform/ids.ts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

async function asked(more: Record<string, unknown> = {}) {
  const { id: sessionId } = await t.given.session({ starts_on: '2026-11-20', status: 'held', ...more })
  const params = { sessionId }
  const { url } = await coordinator.makeFeedbackLink({ params })
  const token = new URL(url).hash.slice(1)
  const tell = (said: object = {}) => t.anonymous.tellFeedbackByLink({ body: { token, id: newId(), ...said } })
  return { params, token, tell }
}
/** Read once nobody can answer any more. */
const later = async <T>(work: () => Promise<T>): Promise<T> => {
  const now = t.clock.now()
  t.clock.set('2026-11-29T12:00:00Z')
  try {
    return await work()
  } finally {
    t.clock.set(now)
  }
}
const times = async (count: number, work: () => Promise<unknown>) => {
  for (let at = 0; at < count; at++) await work()
}

const hidden = { answers: null, feeling: null, welcome: null, metSomeone: null, suppressed: true }

describe('[H14] feedback after a session', () => {
  test('is told in pictures by link or aloud, of nobody, and read back in counts', async () => {
    const { params, token, tell } = await asked()
    expect(await t.anonymous.readFeedbackLink({ body: { token } })).toMatchObject({ heldOn: '2026-11-20' })
    await times(6, () => tell({ feeling: 3, welcome: 3, metSomeone: true }))
    await times(5, () => coordinator.tellFeedback({ params, body: { id: newId(), feeling: 2, welcome: 3 } }))
    expect(await later(() => coordinator.getSessionFeedback({ params }))).toMatchObject({
      sessionId: params.sessionId,
      answers: 11,
      feeling: [0, 5, 6],
      welcome: [0, 0, 11],
      metSomeone: [0, 6],
      suppressed: false,
    })
    const columns = await t.sql<{ name: string }>(
      `select attname::text as name from pg_attribute where attrelid = 'session_feedback'::regclass and attnum > 0`,
    )
    expect(columns.map(({ name }) => name)).not.toContain('person_id')
  })

  test('fewer than five answers are told to nobody, nor a question in which they show', async () => {
    const { params, tell } = await asked()
    await times(4, () => tell({ feeling: 3 }))
    const told = () => later(() => coordinator.getSessionFeedback({ params }))
    expect(await told()).toMatchObject(hidden)
    await times(3, () => tell({ feeling: 3, welcome: 1 }))
    const some = { answers: 7, feeling: [0, 0, 7], welcome: null, metSomeone: [0, 0], suppressed: true }
    expect(await told()).toMatchObject(some)
  })

  test('nothing is told while somebody may still answer: before and after would tell that one answer', async () => {
    const { params, tell } = await asked()
    await times(9, () => tell({ feeling: 3, welcome: 3, metSomeone: true }))
    expect(await coordinator.getSessionFeedback({ params })).toMatchObject(hidden)
    const said = { id: newId(), feeling: 3, welcome: 3, metSomeone: true }
    expect(await coordinator.tellFeedback({ params, body: said })).toMatchObject(hidden)
  })

  test('whoever writes down what was said aloud does not find the few who answered alone on a phone', async () => {
    const { params, tell } = await asked()
    await times(3, () => tell({ feeling: 1, welcome: 1, metSomeone: false }))
    for (const feeling of [1, 2, 3])
      await times(5, () => coordinator.tellFeedback({ params, body: { id: newId(), feeling, welcome: 3 } }))
    expect(await later(() => coordinator.getSessionFeedback({ params }))).toMatchObject(hidden)
  })

  test('sent twice by a device, it counts once', async () => {
    const { params, token } = await asked()
    const body = { token, id: newId(), feeling: 3 }
    await times(6, () => t.anonymous.tellFeedbackByLink({ body }))
    expect((await later(() => coordinator.getSessionFeedback({ params }))).answers).toBeNull()
  })

  test('a host reads what was said of their own sessions, and of no other', async () => {
    const host = await t.given.person()
    const { params } = await asked()
    const other = await asked({ starts_on: '2026-11-19' })
    const about = { id: newId(), site_id: t.sites.liege, person_id: host.id, part: 'lead' }
    await t.insert('session_host', { ...about, session_id: params.sessionId })
    const client = await t.as('host', { personId: host.id })
    expect((await later(() => client.getSessionFeedback({ params }))).answers).toBe(0)
    await expect(client.getSessionFeedback(other)).rejects.toHaveProblem('not-found')
    await expect(client.makeFeedbackLink(other)).rejects.toHaveProblem('not-found')
  })

  test('is open for a week after the session, by the last link made', async () => {
    const { params, token, tell } = await asked()
    await coordinator.makeFeedbackLink({ params })
    await expect(tell()).rejects.toHaveProblem('link-expired')
    await expect(t.anonymous.readFeedbackLink({ body: { token } })).rejects.toHaveProblem('link-expired')
    const past = await t.given.session({ starts_on: '2026-11-10', status: 'held' })
    const late = coordinator.makeFeedbackLink({ params: { sessionId: past.id } })
    await expect(late).rejects.toHaveProblem('session-closed')
  })
})
