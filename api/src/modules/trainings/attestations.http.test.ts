import type { Course } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import type { ApiClient } from '../../../test/client.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const lengths = { short: '20:00', long: '22:00' } as const

/** An open course of sessions of two hours on these days, followed by one member. */
async function followed(days: readonly string[], more: Partial<Parameters<ApiClient['addCourse']>[0]['body']> = {}) {
  const body = { siteId: t.sites.liege, kind: 'host' as const, title: 'Formation des porteurs', ...more }
  const { id: courseId, version } = await coordinator.addCourse({ body })
  await coordinator.openCourse({ params: { courseId }, ifMatch: version })
  const sessions: string[] = []
  for (const startsOn of days) {
    const added = await coordinator.addCourseSession({
      params: { courseId },
      body: { startsOn, startsTime: '18:00', endsTime: lengths.short },
    })
    sessions.push(added.id)
  }
  const { id: personId } = await t.given.person()
  const { id: enrolmentId } = await coordinator.enrol({ params: { courseId }, body: { personId } })
  return { courseId, sessions, personId, enrolmentId }
}

async function present(courseId: string, courseSessionId: string, enrolmentId: string, minutes: number | null) {
  const params = { courseId, courseSessionId }
  return coordinator.recordPresences({ params, body: { marks: [{ enrolmentId, minutes }] } })
}
const issue = (courseId: string, enrolmentIds?: string[]) =>
  coordinator.issueAttestations({ params: { courseId }, body: enrolmentIds ? { enrolmentIds } : {} })
const read = (courseId: string): Promise<Course> => coordinator.getCourse({ params: { courseId } })

describe('[D3] completion', () => {
  test('[D3] 80 % of the hours complete a course, one minute less does not', async () => {
    // ten hours: 480 minutes are 80 %
    const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06']
    const { courseId, sessions, enrolmentId } = await followed(days)
    for (const session of sessions.slice(0, 3)) await present(courseId, session, enrolmentId, 120)
    const fourth = sessions[3] ?? ''
    await present(courseId, fourth, enrolmentId, 119)
    expect((await read(courseId)).enrolments).toMatchObject([{ minutes: 479, completed: false }])
    await expect(issue(courseId, [enrolmentId])).rejects.toHaveProblem('not-completed')
    expect(await issue(courseId)).toEqual({ issued: 0, items: [] })

    await present(courseId, fourth, enrolmentId, 120)
    expect((await read(courseId)).enrolments).toMatchObject([{ minutes: 480, completed: true }])
    const { items } = await issue(courseId)
    expect(items).toMatchObject([
      { minutes: 480, plannedMinutes: 600, startsOn: '2026-11-02', completedOn: '2026-11-05', issuedOn: '2026-11-22' },
    ])
  })
})

describe('[D3] numbers', () => {
  test('[D3] 40 issues at the same moment make one series without a gap and without a double', async () => {
    const courses = await Promise.all(Array.from({ length: 8 }, () => followed(['2026-11-02'])))
    const more = await Promise.all(
      courses.flatMap(({ courseId }) =>
        Array.from({ length: 4 }, async () => {
          const { id: personId } = await t.given.person()
          const { id } = await coordinator.enrol({ params: { courseId }, body: { personId } })
          return { courseId, enrolmentId: id }
        }),
      ),
    )
    const all = [...courses, ...more]
    for (const { courseId, sessions } of courses)
      for (const one of all.filter((other) => other.courseId === courseId))
        await present(courseId, sessions[0] ?? '', one.enrolmentId, 120)
    const [before] = await t.sql<{ last: number }>(
      `select coalesce(max(last), 0) as last from attestation_series where site_id = $1 and year = 2026`,
      [t.sites.liege],
    )
    const answers = await Promise.all(all.map((one) => issue(one.courseId, [one.enrolmentId])))
    const numbers = answers.flatMap(({ items }) => items.map(({ number }) => number)).sort()
    const first = (before?.last ?? 0) + 1
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, at) => `LIEGE-2026-${String(first + at).padStart(4, '0')}`))
  })

  test('[D3] issued again, an attestation is the same one with the same number, also 40 times at once', async () => {
    const { courseId, sessions, enrolmentId } = await followed(['2026-11-02'])
    await present(courseId, sessions[0] ?? '', enrolmentId, 120)
    const answers = await Promise.all(Array.from({ length: 40 }, () => issue(courseId)))
    expect(new Set(answers.flatMap(({ items }) => items.map(({ id, number }) => `${id} ${number}`))).size).toBe(1)
    expect(answers.filter(({ issued }) => issued === 1)).toHaveLength(1)
    const [attestation] = answers[0]?.items ?? []
    const params = { attestationId: attestation?.id ?? '' }
    expect(await coordinator.getAttestation({ params })).toMatchObject({ number: attestation?.number })
  })

  test('[D3] an issue that fails gives its number back, each site and year has its own series', async () => {
    const last = () =>
      t.sql<{ year: number; last: number }>(
        'select year, last from attestation_series where site_id = $1 order by year',
        [t.sites.liege],
      )
    const { courseId, sessions, enrolmentId } = await followed(['2026-11-02'])
    await present(courseId, sessions[0] ?? '', enrolmentId, 120)
    const { id: personId } = await t.given.person()
    const absent = await coordinator.enrol({ params: { courseId }, body: { personId } })
    const before = await last()
    await expect(issue(courseId, [enrolmentId, absent.id])).rejects.toHaveProblem('not-completed')
    expect(await last()).toEqual(before)
    t.clock.set('2026-12-31T23:30:00Z')
    const { items } = await issue(courseId)
    t.clock.set('2026-11-22T11:00:00Z')
    // half past midnight in Liège
    expect(items).toMatchObject([{ number: 'LIEGE-2027-0001', issuedOn: '2027-01-01' }])
    expect(await last()).toEqual([...before, { year: 2027, last: 1 }])
  })

  test('[D3] a revoked attestation keeps its number, and what replaces it has another', async () => {
    const { courseId, sessions, enrolmentId, personId } = await followed(['2026-11-02'])
    await present(courseId, sessions[0] ?? '', enrolmentId, 120)
    const [first] = (await issue(courseId)).items
    expect(await trained(personId, '2026-11-22')).toBe(true)
    const revoke = {
      params: { attestationId: first?.id ?? '' },
      ifMatch: first?.version ?? 0,
      body: { reason: 'Erreur' },
    }
    const revoked = await coordinator.revokeAttestation(revoke)
    expect(revoked).toMatchObject({ number: first?.number, revokedOn: '2026-11-22' })
    expect(await trained(personId, '2026-11-22')).toBe(false)
    await expect(coordinator.revokeAttestation({ ...revoke, ifMatch: revoked.version })).rejects.toHaveProblem(
      'act-not-possible',
    )
    const [second] = (await issue(courseId)).items
    expect(second?.number).not.toBe(first?.number)
    await expect(
      t.database.write(systemScope(), (db) =>
        db.hot({ name: 'steal', text: 'update attestation set number = $2 where id = $1' }, [first?.id, 'LIEGE-1']),
      ),
    ).rejects.toThrow(/42501/)
  })
})

const systemScope = () => ({
  sites: [t.sites.liege],
  filterSites: [t.sites.liege],
  actorKind: 'system' as const,
  actorId: null,
  requestId: 'test',
})
async function trained(personId: string, day: string, kind = 'host'): Promise<boolean> {
  const [row] = await t.sql<{ trained: boolean }>('select interra.is_trained($1, $2, $3::date) as trained', [
    personId,
    kind,
    day,
  ])
  return row?.trained ?? false
}

describe('[D3] validity and renewal', () => {
  const renewable = { validMonths: 12, renewalDays: 90 }
  /** Follows a course of one session on that day, the person being known, and gets the attestation. */
  async function attestedOn(day: string, personId?: string) {
    t.clock.set(`${day}T20:00:00Z`)
    const made = await followed([day], renewable)
    const enrolmentId = personId
      ? (await coordinator.enrol({ params: { courseId: made.courseId }, body: { personId } })).id
      : made.enrolmentId
    await present(made.courseId, made.sessions[0] ?? '', enrolmentId, 120)
    const [attestation] = (await issue(made.courseId, [enrolmentId])).items
    return { personId: personId ?? made.personId, attestation }
  }

  test('[D3] renewed in time, it holds from the end of the one before: no gap and no day lost', async () => {
    const first = await attestedOn('2026-01-15')
    expect(first.attestation).toMatchObject({ validUntil: '2027-01-15' })
    const second = await attestedOn('2026-11-20', first.personId)
    expect(second.attestation).toMatchObject({ validUntil: '2028-01-15' })
    for (const day of ['2026-01-15', '2027-01-15', '2027-01-16', '2028-01-15'])
      expect(await trained(first.personId, day)).toBe(true)
    for (const day of ['2026-01-14', '2028-01-16']) expect(await trained(first.personId, day)).toBe(false)
    expect(await trained(first.personId, '2026-06-01', 'intercultural')).toBe(false)
  })

  test('[D3] an older course that is attested late gains nothing from a later one', async () => {
    t.clock.set('2025-01-15T20:00:00Z')
    const old = await followed(['2025-01-15'], renewable)
    await present(old.courseId, old.sessions[0] ?? '', old.enrolmentId, 120)
    await attestedOn('2025-11-20', old.personId)
    const { items } = await issue(old.courseId, [old.enrolmentId])
    t.clock.set('2026-11-22T11:00:00Z')
    expect(items).toMatchObject([{ completedOn: '2025-01-15', validUntil: '2026-01-15' }])
  })

  test('[D3] renewed too late, there is a gap, and it holds from the day it was followed', async () => {
    const { personId } = await attestedOn('2026-01-15')
    const late = await attestedOn('2027-02-10', personId)
    t.clock.set('2026-11-22T11:00:00Z')
    expect(late.attestation).toMatchObject({ validUntil: '2028-02-10' })
    expect(await trained(personId, '2027-01-20')).toBe(false)
    expect(await trained(personId, '2027-02-10')).toBe(true)
  })
})
