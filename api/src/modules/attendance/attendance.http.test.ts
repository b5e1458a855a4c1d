import type { Mark, Sheet } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
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

describe('[A14] marking who is there', () => {
  test('[A13] twelve people of whom two at the door, in one call, each once after a replay', async () => {
    const { people, params } = await evening(10)
    const phone = await t.as('helper')
    const walkIns = ['Selam', 'Ali'].map((givenName) => ({ ...seen(newId()), newPerson: { givenName } }))
    const body = { sentAt: now, marks: [...people.map(({ id }) => seen(id)), ...walkIns] }
    const first = await phone.recordAttendance({ params, body })
    expect(first.results.every(({ outcome }) => outcome === 'applied')).toBe(true)
    const again = await phone.recordAttendance({ params, body })
    expect(again.results.every(({ outcome }) => outcome === 'repeated')).toBe(true)
    expect(again.sheet.rows).toHaveLength(12)
    expect(again.sheet.rows.filter(({ status }) => status === 'present')).toHaveLength(12)
    expect(again.sheet.rows.filter(({ walkIn }) => walkIn).map(({ givenName }) => givenName)).toEqual(['Ali', 'Selam'])
  })

  test('two phones at once: every row is there once, and the later observation wins whichever is sent first', async () => {
    const { people, params } = await evening(12)
    const [one, other] = await Promise.all([t.as('helper'), t.as('coordinator')])
    const early = people.map(({ id }) => seen(id, 'unexcused', '2026-11-26T17:05:00Z'))
    const late = people.map(({ id }) => seen(id, 'present', '2026-11-26T17:25:00Z'))
    await Promise.all([
      one.recordAttendance({ params, body: { sentAt: now, marks: late } }),
      other.recordAttendance({ params, body: { sentAt: now, marks: early } }),
    ])
    const sheet = await one.getSheet({ params })
    expect(sheet.rows.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'present'))
    const kept = await t.sql('select id from attendance_mark where session_id = $1', [params.sessionId])
    expect(kept).toHaveLength(24)
  })

  test('of one phone’s marks for a person the last one counts; correcting leaves a trace', async () => {
    const { people, params } = await evening(1)
    const [person] = people
    if (!person) throw new Error('one person')
    const phone = await t.as('helper')
    const marks = [
      seen(person.id, 'present', '2026-11-26T17:21:00Z'),
      seen(person.id, 'excused', '2026-11-26T17:22:00Z'),
    ]
    const { results, sheet } = await phone.recordAttendance({ params, body: { sentAt: now, marks } })
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'superseded'])
    expect(rowOf(sheet, person.id)?.status).toBe('excused')
    await phone.recordAttendance({ params, body: { sentAt: now, marks: [seen(person.id, 'present', now)] } })
    const history = await t.sql<{ status: string }>('select status from history.attendance where person_id = $1', [
      person.id,
    ])
    expect(history.map(({ status }) => status)).toEqual(['excused'])
  })

  test('each mark is judged alone: a refused one says why and stops nobody', async () => {
    const { people, params } = await evening(1)
    const stranger = await t.given.person({ site: 'pilot' })
    const phone = await t.as('helper')
    const [known] = people.map(({ id }) => seen(id))
    if (!known) throw new Error('one person')
    const yesterday = seen(people[0]?.id ?? '', 'present', '2026-11-25T17:30:00Z')
    const marks = [seen(newId()), seen(stranger.id), yesterday, known]
    const { results } = await phone.recordAttendance({ params, body: { sentAt: now, marks } })
    const said = new Map(results.map(({ id, outcome, code }) => [id, code ?? outcome]))
    expect(marks.map(({ id }) => said.get(id))).toEqual(['not-found', 'not-found', 'not-in-the-future', 'applied'])
  })

  test('a phone whose clock is an hour ahead does not win by it', async () => {
    const { people, params } = await evening(1)
    const person = people[0]?.id ?? ''
    const wrong = { sentAt: '2026-11-26T18:30:00Z', marks: [seen(person, 'unexcused', '2026-11-26T18:10:00Z')] }
    await (await t.as('helper')).recordAttendance({ params, body: wrong })
    const right = { sentAt: now, marks: [seen(person, 'present', '2026-11-26T17:15:00Z')] }
    const { sheet } = await (await t.as('coordinator')).recordAttendance({ params, body: right })
    expect(rowOf(sheet, person)).toMatchObject({ status: 'present', observedAt: '2026-11-26T17:15:00.000Z' })
  })

  test('a clock that was set back between seeing and sending does not win for ever, for names and for heads', async () => {
    const { people, params } = await evening(1)
    const person = people[0]?.id ?? ''
    const phone = await t.as('helper')
    const record = (status: Mark['status'], heads: number, observedAt: string, sentAt: string) => {
      const marks = [seen(person, status, observedAt)]
      return phone.recordAttendance({ params, body: { sentAt, marks, headCount: { heads, observedAt } } })
    }
    const early = await record('unexcused', 9, '2027-11-26T17:00:00Z', now)
    expect([early.results[0]?.outcome, early.headCount]).toEqual(['applied', 'applied'])
    expect(rowOf(early.sheet, person)?.observedAt).toBe('2026-11-26T17:30:00.000Z')
    t.clock.set('2026-11-26T17:31:00Z')
    const { sheet } = await record('present', 4, '2026-11-26T17:30:30Z', '2026-11-26T17:31:00Z')
    expect([rowOf(sheet, person)?.status, sheet.heads]).toEqual(['present', 4])
    t.clock.set(now)
  })

  test('nobody is present on an evening that is still to come; an excuse may come before', async () => {
    const session = await t.given.session({ starts_on: '2026-11-30' })
    const person = await t.given.person()
    const phone = await t.as('helper')
    const marks = [seen(person.id, 'present'), seen(person.id, 'excused')]
    const { results } = await phone.recordAttendance({
      params: { sessionId: session.id },
      body: { sentAt: now, marks },
    })
    expect(results.map(({ id, outcome }) => [id === marks[0]?.id, outcome])).toEqual(
      expect.arrayContaining([
        [true, 'refused'],
        [false, 'applied'],
      ]),
    )
  })

  test('a cancelled session takes nothing', async () => {
    const session = await t.given.session({ status: 'cancelled', status_reason: 'Neige' })
    const params = { sessionId: session.id }
    const body = { sentAt: now, marks: [] }
    await expect((await t.as('helper')).recordAttendance({ params, body })).rejects.toHaveProblem('session-closed')
  })

  test('the sheet is one statement, its marks four', async () => {
    const { people, params } = await evening(5)
    const phone = await t.as('helper')
    await phone.getSheet({ params })
    expect(await t.countQueries(() => phone.getSheet({ params }))).toBeLessThanOrEqual(2)
    const body = { sentAt: now, marks: people.map(({ id }) => seen(id)) }
    expect(await t.countQueries(() => phone.recordAttendance({ params, body }))).toBeLessThanOrEqual(6)
  })
})

describe('[A13] heads without a name', () => {
  test('the later count wins, whichever phone sends first', async () => {
    const { params } = await evening(0)
    const phone = await t.as('helper')
    const count = (heads: number, observedAt: string) =>
      phone.recordAttendance({ params, body: { sentAt: now, marks: [], headCount: { heads, observedAt } } })
    expect((await count(5, '2026-11-26T17:20:00Z')).headCount).toBe('applied')
    const earlier = await count(3, '2026-11-26T17:10:00Z')
    expect([earlier.headCount, earlier.sheet.heads]).toEqual(['superseded', 5])
  })
})

describe('[A15] closing the sheet', () => {
  test('holds the session, counts the unmarked absent when asked, keeps the minutes and the three answers', async () => {
    const { people, params, session } = await evening(3)
    const { client, accountId } = await t.signIn('coordinator')
    const { sheet } = await client.recordAttendance({
      params,
      body: { sentAt: now, marks: [seen(people[0]?.id ?? '')] },
    })
    const closing = { unmarked: 'unexcused', atmosphere: 'good', note: 'Belle soirée', staffMinutes: 120 } as const
    const closed = await client.closeSheet({ params, ifMatch: sheet.version, body: closing })
    expect(closed).toMatchObject({ sessionStatus: 'held', closedAt: '2026-11-26T17:30:00.000Z' })
    expect(closed.rows.map(({ status }) => status).sort()).toEqual(['present', 'unexcused', 'unexcused'])
    expect(
      await t.sql('select minutes, present from session_staff where session_id = $1 and account_id = $2', [
        session.id,
        accountId,
      ]),
    ).toEqual([{ minutes: 120, present: true }])
    await expect(
      client.closeSheet({ params, ifMatch: closed.version, body: { unmarked: 'leave' } }),
    ).rejects.toHaveProblem('sheet-closed')
  })

  test('what a phone saw before the closing is still taken after; what it saw later is not, until reopened', async () => {
    const { people, params } = await evening(2)
    const [a, b] = people.map(({ id }) => id)
    const lead = await t.as('coordinator')
    const sheet = await lead.getSheet({ params })
    const closed = await lead.closeSheet({ params, ifMatch: sheet.version, body: { unmarked: 'leave' } })
    t.clock.set('2026-11-26T17:40:00Z')
    const marks = [seen(a ?? '', 'present', '2026-11-26T17:29:00Z'), seen(b ?? '', 'present', '2026-11-26T17:35:00Z')]
    const sent = await (
      await t.as('helper')
    ).recordAttendance({ params, body: { sentAt: '2026-11-26T17:40:00Z', marks } })
    const said = new Map(sent.results.map(({ id, outcome, code }) => [id, code ?? outcome]))
    expect(marks.map(({ id }) => said.get(id))).toEqual(['applied', 'sheet-closed'])

    await expect(
      (await t.as('helper')).reopenSheet({ params, ifMatch: closed.version, body: { reason: 'x' } }),
    ).rejects.toHaveProblem('not-allowed')
    const reopened = await lead.reopenSheet({
      params,
      ifMatch: closed.version,
      body: { reason: 'Une arrivée oubliée' },
    })
    expect(reopened.closedAt).toBeNull()
    const events = await t.sql('select act, reason from sheet_event where session_id = $1 order by done_at, id', [
      params.sessionId,
    ])
    expect(events).toEqual([
      { act: 'closed', reason: null },
      { act: 'reopened', reason: 'Une arrivée oubliée' },
    ])
    t.clock.set(now)
  })

  test('[A7] minutes of guests are not minutes of staff', async () => {
    const { params } = await evening(0)
    const helper = await t.as('helper')
    const { version } = await helper.getSheet({ params })
    const body = { unmarked: 'leave', staffMinutes: 60 } as const
    await expect(helper.closeSheet({ params, ifMatch: version, body })).rejects.toHaveProblem('rule-broken')
    const { client: teamElsewhere, accountId } = await t.signIn('helper')
    const grant = { role: 'coordinator', on_site_id: t.sites.pilot, starts_on: '2000-01-01' }
    await t.insert('role_grant', { id: newId(), account_id: accountId, ...grant })
    await expect(teamElsewhere.closeSheet({ params, ifMatch: version, body })).rejects.toHaveProblem('rule-broken')
    expect((await helper.closeSheet({ params, ifMatch: version, body: { unmarked: 'leave' } })).sessionStatus).toBe(
      'held',
    )
  })

  test('not before it has begun, and not over somebody’s change', async () => {
    const later = await t.given.session({ starts_on: '2026-12-03' })
    const lead = await t.as('coordinator')
    const body = { unmarked: 'leave' } as const
    await expect(lead.closeSheet({ params: { sessionId: later.id }, ifMatch: 1, body })).rejects.toHaveProblem(
      'not-in-the-future',
    )
    const { params } = await evening(0)
    await expect(lead.closeSheet({ params, ifMatch: 9, body })).rejects.toHaveProblem('version-outdated')
  })
})

test('[A14] [A12] the CSV has French headers, says who registered whom, and no cell that a spreadsheet would run', async () => {
  const { params, session } = await evening(1)
  const trap = await t.given.person({ given_name: '=HYPERLINK("x")', family_name: '@Test' })
  const { accountId } = await t.signIn('coordinator', { name: 'Nadège' })
  await t.given.registration({ session_id: session.id, person_id: trap.id, author_account_id: accountId })
  const csv = String(await (await t.as('coordinator')).exportSheet({ params }))
  const rows = parse<Record<string, string>>(csv, { columns: true, delimiter: ';', bom: true })
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'Nom',
    'Prénom',
    'Présence',
    'Inscription',
    'Sans inscription',
    'Inscrit·e par',
    'Signature',
  ])
  const trapped = rows.find((row) => row['Nom']?.includes('Test'))
  expect(trapped).toMatchObject({ Nom: "'@Test", Prénom: `'=HYPERLINK("x")`, 'Inscrit·e par': 'Nadège' })
})
