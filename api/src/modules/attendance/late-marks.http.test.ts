import type { Mark, Sheet } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

/** Thursday evening, the session has begun at 18:00 in Liège. */
const now = '2026-11-26T17:30:00Z'
let t: Api
beforeAll(async () => {
  t = await startApi({ now })
})
afterAll(() => t.stop())

async function evening(registered: number) {
  const session = await t.given.session({ capacity: 30 })
  const people = await Promise.all(Array.from({ length: registered }, () => t.given.person()))
  for (const person of people) await t.given.registration({ session_id: session.id, person_id: person.id })
  return { session, people, params: { sessionId: session.id } }
}
const seen = (personId: string, status: Mark['status'] = 'present', observedAt = '2026-11-26T17:20:00Z'): Mark => ({
  id: newId(),
  personId,
  status,
  observedAt,
})
const rowOf = (sheet: Sheet, personId: string) => sheet.rows.find((row) => row.personId === personId)

describe('[A13] [A14] what comes from a phone late, or cannot be taken', () => {
  test('[A13] a name that cannot be kept stops nobody else: the queue of a phone never gets stuck on it', async () => {
    const { people, params } = await evening(1)
    const known = seen(people[0]?.id ?? '')
    const number = { ...seen(newId()), newPerson: { givenName: '85.07.30-033.28' } }
    const blank = { ...seen(newId()), newPerson: { givenName: '   ' } }
    const marks = [number, blank, known]
    const { results, sheet } = await (await t.as('helper')).recordAttendance({ params, body: { sentAt: now, marks } })
    const said = new Map(results.map(({ id, outcome, code }) => [id, code ?? outcome]))
    expect(marks.map(({ id }) => said.get(id))).toEqual(['national-number-refused', 'rule-broken', 'applied'])
    expect(sheet.rows).toHaveLength(1)
    expect(await t.sql('select from person where id = any ($1)', [[number.personId, blank.personId]])).toHaveLength(0)
  })

  test('[A13] whoever is met at the door is no member when their mark is refused for its day', async () => {
    const { params } = await evening(1)
    const early = { ...seen(newId(), 'present', '2026-11-25T17:20:00Z'), newPerson: { givenName: 'Veille' } }
    const excused = { ...seen(newId(), 'excused', '2026-11-25T17:20:00Z'), newPerson: { givenName: 'Prévenante' } }
    const marks = [early, excused]
    const { results } = await (await t.as('helper')).recordAttendance({ params, body: { sentAt: now, marks } })
    const said = new Map(results.map(({ id, outcome, code }) => [id, code ?? outcome]))
    expect(marks.map(({ id }) => said.get(id))).toEqual(['not-in-the-future', 'applied'])
    expect(
      await t.sql('select given_name as name from person where id = any ($1)', [marks.map((one) => one.personId)]),
    ).toEqual([{ name: 'Prévenante' }])
  })

  test('[A13] somebody added by mistake leaves the sheet of every phone, and comes back when marked again', async () => {
    const { people, params } = await evening(1)
    const client = await t.as('helper')
    const zora = { ...seen(newId()), newPerson: { givenName: 'Zora' } }
    const send = (...marks: Mark[]) => client.recordAttendance({ params, body: { sentAt: now, marks } })
    await send(zora)
    const without = await send(
      seen(zora.personId, 'unknown', '2026-11-26T17:21:00Z'),
      seen(people[0]?.id ?? '', 'unknown', '2026-11-26T17:21:00Z'),
    )
    expect(without.sheet.rows.map(({ personId }) => personId)).toEqual([people[0]?.id])
    const back = await send(seen(zora.personId, 'present', '2026-11-26T17:22:00Z'))
    expect(rowOf(back.sheet, zora.personId)).toMatchObject({ givenName: 'Zora', status: 'present', walkIn: true })
  })

  test('a mark that waited for a network counts, though the closing counted its person absent meanwhile', async () => {
    const { people, params } = await evening(3)
    const [early, corrected, absent] = people.map(({ id }) => id)
    const [lead, phone] = [await t.as('coordinator'), await t.as('helper')]
    await phone.recordAttendance({
      params,
      body: { sentAt: now, marks: [seen(corrected ?? '', 'unknown', '2026-11-26T17:12:00Z')] },
    })
    const sheet = await lead.getSheet({ params })
    await lead.closeSheet({ params, ifMatch: sheet.version, body: { unmarked: 'unexcused' } })
    t.clock.set('2026-11-26T19:00:00Z')
    const late = { ...seen(newId(), 'present', '2026-11-26T18:00:00Z'), newPerson: { givenName: 'Tarik' } }
    const marks = [
      seen(early ?? '', 'present', '2026-11-26T16:55:00Z'),
      seen(corrected ?? '', 'present', '2026-11-26T17:10:00Z'),
      late,
    ]
    const sent = await phone.recordAttendance({ params, body: { sentAt: '2026-11-26T19:00:00Z', marks } })
    const said = new Map(sent.results.map(({ id, outcome, code }) => [id, code ?? outcome]))
    expect(marks.map(({ id }) => said.get(id))).toEqual(['applied', 'superseded', 'sheet-closed'])
    const status = (id = '') => rowOf(sent.sheet, id)?.status
    expect([status(early), status(corrected), status(absent)]).toEqual(['present', 'unexcused', 'unexcused'])
    expect(await t.sql('select from person where id = $1', [late.personId])).toHaveLength(0)
    t.clock.set(now)
  })

  test('a correction counts though the clock of the phone was set back between the tap and it', async () => {
    const { people, params } = await evening(12)
    const wrong = '2026-11-26T18:25:00Z'
    const ids = people.map(({ id }) => id)
    const taps = ids.map((id) => seen(id, 'present', wrong))
    const corrections = ids.map((id) => seen(id, 'excused', '2026-11-26T17:27:00Z'))
    const client = await t.as('helper')
    for (const sentAt of [now, '2026-11-26T18:40:00Z']) {
      const marks = [...taps, ...corrections].map((mark) => ({ ...mark, id: newId() }))
      const { sheet } = await client.recordAttendance({ params, body: { sentAt, marks } })
      expect(sheet.rows.map(({ status }) => status)).toEqual(ids.map(() => 'excused'))
      t.clock.set('2026-11-26T18:40:00Z')
    }
    t.clock.set(now)
  })

  test('of two marks of one person at one instant, the later in the queue counts', async () => {
    const { people, params } = await evening(12)
    const taps = people.map(({ id }) => seen(id, 'present', now))
    const corrections = people.map(({ id }) => ({ ...seen(id, 'excused', now), id: `00000000${newId().slice(8)}` }))
    const marks = [...taps, ...corrections]
    const { sheet } = await (await t.as('helper')).recordAttendance({ params, body: { sentAt: now, marks } })
    expect(sheet.rows.map(({ status }) => status)).toEqual(people.map(() => 'excused'))
  })
})
