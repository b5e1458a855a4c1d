import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sessionMachine, sessionStates, type SessionState } from '@interra/contracts'
import { readdir, readFile } from 'node:fs/promises'
import { startApi, type Api } from '../../../test/harness.ts'
import type { ApiClient } from '../../../test/client.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

interface Message {
  readonly person_id: string
  readonly kind: string
  readonly locale: string
  readonly status: string
  readonly address: string | null
  readonly id: string
}
const messagesTo = (personIds: readonly string[]) =>
  t.sql<Message & Record<string, unknown>>('select * from outbox_message where person_id = any($1) order by id', [
    personIds,
  ])

/** A session on Thursday 26 November with people who read French, English, Arabic, Tigrinya, and one without e-mail. */
async function evening() {
  const venue = await t.given.venue({ name: 'Maison des voisins', address: 'rue du Pont 4, Liège' })
  const room = await t.given.room({ venue_id: venue.id, name: 'Grande salle' })
  const workshop = await t.given.workshop({ title: 'Table de conversation' })
  const session = await t.given.session({ workshop_id: workshop.id, room_id: room.id })
  const languages = ['fr', 'en', 'ar', 'ti']
  const readers = await Promise.all(
    languages.map((contact_language, index) =>
      t.given.person({
        contact_language,
        email: `p${index}.${session.id}@demo.interra.test`,
        contact_channel: 'email',
      }),
    ),
  )
  const phoned = await t.given.person({ phone: '+32470000001', contact_channel: 'phone' })
  for (const person of [...readers, phoned])
    await t.given.registration({ session_id: session.id, person_id: person.id })
  const gone = await t.given.person({ email: `gone.${session.id}@demo.interra.test` })
  await t.given.registration({ session_id: session.id, person_id: gone.id, status: 'cancelled_by_person' })
  return { session, readers, phoned, gone, params: { sessionId: session.id } }
}

/** The text of every mail that was sent to an address. */
async function mailsTo(address: string): Promise<string[]> {
  await t.runJobs()
  const files = await readdir(t.config.mailDir).catch(() => [])
  const mails = await Promise.all(files.map((file) => readFile(`${t.config.mailDir}/${file}`, 'utf8')))
  return mails.filter((mail) => mail.includes(`To: ${address}`)).map(decoded)
}
function decoded(mail: string): string {
  const part = mail.split('Content-Type: text/plain')[1] ?? mail
  const body = part.slice(part.indexOf('\n\n') + 2, part.indexOf('\n----'))
  if (/base64/i.test(part.slice(0, 200))) return Buffer.from(body, 'base64').toString()
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

describe('[A16] a session that moves', () => {
  test('keeps its registrations; everybody registered is told once, in their language, and who has no e-mail is named to phone', async () => {
    const { readers, phoned, gone, params } = await evening()
    const { version } = await coordinator.getSession({ params })
    const body = { startsOn: '2026-12-02', startsTime: '19:00', endsTime: '21:00', reason: 'La salle est en travaux' }
    const result = await coordinator.moveSession({ params, body, ifMatch: version })
    expect(result).toMatchObject({ changed: 1, messages: 4, session: { taken: 5, startsOn: '2026-12-02' } })
    expect(result.toPhone).toEqual([
      { sessionId: params.sessionId, count: 1, link: `/v1/sessions/${params.sessionId}/registrations?toPhone=true` },
    ])
    const toPhone = await coordinator.listRegistrations({ params, query: { toPhone: true } })
    expect(toPhone.items.map(({ person }) => [person.id, person.phone])).toEqual([[phoned.id, '+32470000001']])
    const messages = await messagesTo([...readers, phoned, gone].map(({ id }) => id))
    expect(messages.map(({ locale, status }) => [locale, status]).sort()).toEqual([
      ['ar', 'queued'],
      ['en', 'queued'],
      ['fr', 'not_reachable'],
      ['fr', 'queued'],
      ['fr', 'queued'],
    ])
  })

  test('the notice has both dates with their weekday, the hours, the place and the reason', async () => {
    const { params } = await evening()
    const { version } = await coordinator.getSession({ params })
    const body = { startsOn: '2026-12-02', startsTime: '19:00', endsTime: '21:00', reason: 'La salle est en travaux' }
    await coordinator.moveSession({ params, body, ifMatch: version })
    const [french] = await mailsTo(`p0.${params.sessionId}@demo.interra.test`)
    expect(french).toContain('Avant : jeudi 26 novembre 2026, de 18:00 à 20:00')
    expect(french).toContain('Maintenant : mercredi 2 décembre 2026, de 19:00 à 21:00')
    expect(french).toContain('Maison des voisins, Grande salle, rue du Pont 4, Liège')
    expect(french).toContain('La salle est en travaux')
    const [english] = await mailsTo(`p1.${params.sessionId}@demo.interra.test`)
    expect(english).toContain('Before: Thursday, 26 November 2026, from 18:00 to 20:00')
    expect(english).toContain('Now: Wednesday, 2 December 2026, from 19:00 to 21:00')
    const [arabic] = await mailsTo(`p2.${params.sessionId}@demo.interra.test`)
    expect(arabic).toContain('الخميس')
    expect(arabic).toContain('الأربعاء')
  })

  test('is an event with old and new, in the journal as well', async () => {
    const { params } = await evening()
    const before = await coordinator.getSession({ params })
    const body = { startsOn: '2026-12-03', startsTime: '18:00', endsTime: '20:00', reason: null }
    const { session } = await coordinator.moveSession({ params, body, ifMatch: before.version })
    expect(session.moves).toMatchObject([{ oldStartsAt: before.startsAt, newStartsAt: session.startsAt, reason: null }])
    expect(session.status).toBe('scheduled')
    const audit = await t.sql<{ act: string; fields: string[] }>(
      'select act, fields from audit_event where entity_id = $1',
      [params.sessionId],
    )
    expect(audit).toEqual([{ act: 'session.moved', fields: ['startsOn', 'startsTime', 'endsTime'] }])
  })

  test('a new room is told as well; a note or more places tell nobody', async () => {
    const { readers, params } = await evening()
    const ids = readers.map(({ id }) => id)
    const first = await coordinator.getSession({ params })
    const noted = await coordinator.changeSession({
      params,
      body: { scope: 'this', note: 'Deuxième étage', capacity: 20 },
      ifMatch: first.version,
    })
    expect(noted).toMatchObject({ messages: 0, toPhone: [], session: { capacity: 20, note: 'Deuxième étage' } })
    expect(await messagesTo(ids)).toHaveLength(0)
    const room = await t.given.room()
    const moved = await coordinator.changeSession({
      params,
      body: { scope: 'this', roomId: room.id },
      ifMatch: noted.session.version,
    })
    expect(moved.messages).toBe(4)
  })

  test('whoever is registered for several sessions of a series that moves gets one message about all of them', async () => {
    const workshop = await t.given.workshop()
    const series = await coordinator.scheduleSeries({
      params: { workshopId: workshop.id },
      body: {
        rule: { kind: 'weekly', every: 1, on: ['monday'] },
        startsOn: '2026-12-07',
        untilOn: '2026-12-21',
        startsTime: '18:00',
        endsTime: '20:00',
      },
    })
    const person = await t.given.person({ email: `serie.${series.id}@demo.interra.test`, contact_language: 'fr' })
    for (const { id } of series.sessions) await t.given.registration({ session_id: id, person_id: person.id })
    const sessionId = series.sessions[0]?.id ?? ''
    const { version } = await coordinator.getSession({ params: { sessionId } })
    const body = { scope: 'all' as const, startsOn: '2026-12-08' }
    const result = await coordinator.changeSession({ params: { sessionId }, body, ifMatch: version })
    expect(result).toMatchObject({ changed: 3, messages: 1, toPhone: [] })
    const mails = await mailsTo(`serie.${series.id}@demo.interra.test`)
    expect(mails).toHaveLength(1)
    for (const words of ['lundi 7 décembre', 'mardi 8 décembre', 'lundi 21 décembre', 'mardi 22 décembre'])
      expect(mails[0]).toContain(words)
  })
})

describe('[A16] a session that is cancelled', () => {
  test('stays with its reason and registrations; people are told the day with its weekday', async () => {
    const { params } = await evening()
    const { version } = await coordinator.getSession({ params })
    const body = { scope: 'this' as const, reason: 'Grève des transports' }
    const result = await coordinator.cancelSession({ params, body, ifMatch: version })
    expect(result.session).toMatchObject({ status: 'cancelled', statusReason: 'Grève des transports', taken: 5 })
    expect(result).toMatchObject({ messages: 4, toPhone: [{ count: 1 }] })
    const [mail] = await mailsTo(`p0.${params.sessionId}@demo.interra.test`)
    expect(mail).toContain('jeudi 26 novembre 2026, de 18:00 à 20:00')
    expect(mail).toContain('Grève des transports')
  })

  test('needs a reason, and tells nobody when that was not wanted or the evening is over', async () => {
    const { params } = await evening()
    const { version } = await coordinator.getSession({ params })
    const cancel = (reason: string, notify = true) =>
      coordinator.cancelSession({ params, body: { scope: 'this', reason, notify }, ifMatch: version })
    await expect(cancel(' ')).rejects.toHaveProblem('rule-broken')
    expect(await cancel('Doublon', false)).toMatchObject({ messages: 0, toPhone: [] })
    const past = await t.given.session({ starts_on: '2026-11-12' })
    const person = await t.given.person({ email: `past.${past.id}@demo.interra.test` })
    await t.given.registration({ session_id: past.id, person_id: person.id })
    const body = { scope: 'this' as const, reason: 'N’a pas eu lieu' }
    const result = await coordinator.cancelSession({ params: { sessionId: past.id }, body, ifMatch: 1 })
    expect(result).toMatchObject({ messages: 0, session: { status: 'cancelled' } })
  })

  test('took place once people came, named or only counted, until the sheet says that nobody did', async () => {
    const { id: sessionId } = await t.given.session({ starts_on: '2026-11-19' })
    const { id: personId } = await t.given.person()
    const params = { sessionId }
    const cancel = async () => {
      const { version } = await coordinator.getSession({ params })
      const body = { scope: 'this' as const, reason: 'Encodée par erreur' }
      return coordinator.cancelSession({ params, body, ifMatch: version })
    }
    const record = (status: 'present' | 'unknown', heads: number, at: string) => {
      const marks = [{ id: newId(), personId, status, observedAt: at }]
      return coordinator.recordAttendance({ params, body: { sentAt: at, marks, headCount: { heads, observedAt: at } } })
    }
    await record('present', 0, '2026-11-22T10:57:00Z')
    await expect(cancel()).rejects.toHaveProblem('people-came')
    t.clock.set('2026-11-22T11:01:00Z')
    await record('unknown', 3, '2026-11-22T11:01:00Z')
    await expect(cancel()).rejects.toHaveProblem('people-came')
    t.clock.set('2026-11-22T11:02:00Z')
    await record('unknown', 0, '2026-11-22T11:02:00Z')
    expect((await cancel()).session.status).toBe('cancelled')
  })
})

describe('the states of a session', () => {
  test.each(sessionStates)('what a session that is %s allows', async (state: SessionState) => {
    const session = await t.given.session({ status: state })
    const call = { params: { sessionId: session.id }, ifMatch: 1 }
    const outcomes = await Promise.allSettled([
      coordinator.cancelSession({ ...call, body: { scope: 'this', reason: 'Essai' } }),
    ])
    const allowed = sessionMachine.acts.cancel.from.includes(state)
    expect(outcomes.map(({ status }) => status)).toEqual([allowed ? 'fulfilled' : 'rejected'])
    if (allowed) return
    const moved = { startsOn: '2026-12-30', startsTime: '10:00', endsTime: '11:00' }
    await expect(coordinator.moveSession({ ...call, body: moved })).rejects.toHaveProblem('session-closed', { state })
    await expect(coordinator.changeSession({ ...call, body: { scope: 'all' } })).rejects.toHaveProblem('session-closed')
    await expect(coordinator.changeCapacity({ ...call, body: { capacity: 3 } })).rejects.toHaveProblem('session-closed')
  })

  test('what has begun is neither moved nor changed', async () => {
    const session = await t.given.session({ starts_on: '2026-11-22', starts_time: '11:00', ends_time: '14:00' })
    const call = { params: { sessionId: session.id }, ifMatch: 1 }
    const body = { startsOn: '2026-12-30', startsTime: '10:00', endsTime: '11:00' }
    await expect(coordinator.moveSession({ ...call, body })).rejects.toHaveProblem('session-closed')
  })
})
