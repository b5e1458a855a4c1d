import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

async function openCourse(kind: 'intercultural' | 'host' | 'entrepreneurship' = 'intercultural') {
  const body = { siteId: t.sites.liege, kind, title: 'Communication interculturelle' }
  const { id, version } = await coordinator.addCourse({ body })
  return coordinator.openCourse({ params: { courseId: id }, ifMatch: version })
}
const evening = { startsOn: '2026-11-10', startsTime: '18:00', endsTime: '20:00' }
const plan = (courseId: string, more: Partial<typeof evening> & { minutes?: number; roomId?: string } = {}) =>
  coordinator.addCourseSession({ params: { courseId }, body: { ...evening, ...more } })
const record = (courseId: string, courseSessionId: string, minutesOf: Readonly<Record<string, number | null>>) =>
  coordinator.recordPresences({
    params: { courseId, courseSessionId },
    body: { marks: Object.entries(minutesOf).map(([enrolmentId, minutes]) => ({ enrolmentId, minutes })) },
  })
const partner = (name: string, site: 'liege' | 'pilot' = 'liege') =>
  t.insert<{ id: string }>('partner', { id: newId(), site_id: t.sites[site], name, types: ['cpas'] })
async function enrolMember(courseId: string): Promise<string> {
  const { id: personId } = await t.given.person()
  return (await coordinator.enrol({ params: { courseId }, body: { personId } })).id
}
const period = { from: '2026-11-01', to: '2026-12-01' }

describe('[D1] who follows a course', () => {
  test('[D1] partner staff is counted by organisation, and never among the people reached', async () => {
    const { id: courseId } = await openCourse()
    const { id: sessionId } = await plan(courseId)
    const [cpas, school] = [await partner('CPAS de Liège'), await partner('École du Nord')]
    const staff = async (partnerId: string, staffName: string) =>
      (await coordinator.enrol({ params: { courseId }, body: { partnerId, staffName } })).id
    const reached = async () =>
      (await coordinator.getFigures({ query: period })).figures.map(
        ({ indicatorId, value }) => [indicatorId, value] as const,
      )
    const before = await reached()
    const marks = {
      [await enrolMember(courseId)]: 120,
      [await staff(cpas.id, 'Claire Dubois')]: 120,
      [await staff(cpas.id, 'Omar Said')]: 90,
      [await staff(school.id, 'Claire Dubois')]: 60,
    }
    await record(courseId, sessionId, marks)
    const figures = await coordinator.getTrainingFigures({ query: period })
    expect(figures).toMatchObject({
      sessions: 1,
      members: 1,
      memberMinutes: 120,
      partnerStaffMinutes: 270,
      organisations: [
        { name: 'CPAS de Liège', people: 2 },
        { name: 'École du Nord', people: 1 },
      ],
    })
    expect(await reached()).toEqual(before)
    // nobody became a member by it
    const [people] = await t.sql<{ count: number }>(
      `select count(*)::int as count from person where given_name = 'Claire'`,
    )
    expect(people?.count).toBe(0)
  })

  test('[D1] somebody of a partner’s staff gets an attestation too', async () => {
    const { id: courseId } = await openCourse()
    const { id: sessionId } = await plan(courseId)
    const { id: partnerId } = await partner('Maison médicale')
    const body = { partnerId, staffName: 'Ilse Peeters' }
    const { id } = await coordinator.enrol({ params: { courseId }, body })
    await record(courseId, sessionId, { [id]: 120 })
    const { items } = await coordinator.issueAttestations({ params: { courseId }, body: {} })
    expect(items).toMatchObject([{ holder: 'Ilse Peeters', partnerName: 'Maison médicale' }])
  })

  test('[D1] the same person follows a course once, and again after leaving it', async () => {
    const { id: courseId } = await openCourse()
    const { id: sessionId } = await plan(courseId)
    const { id: personId } = await t.given.person()
    const enrol = { params: { courseId }, body: { personId } }
    const parallel = await Promise.allSettled([coordinator.enrol(enrol), coordinator.enrol(enrol)])
    expect(parallel.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(coordinator.enrol(enrol)).rejects.toHaveProblem('already-enrolled')
    const { id: partnerId } = await partner('Maison de jeunes')
    await coordinator.enrol({ params: { courseId }, body: { partnerId, staffName: 'Rosa Peeters' } })
    const again = { params: { courseId }, body: { partnerId, staffName: 'rosa peeters' } }
    await expect(coordinator.enrol(again)).rejects.toHaveProblem('already-enrolled')
    const { enrolments = [] } = await coordinator.getCourse({ params: { courseId } })
    const { id: enrolmentId = '', version = 0 } = enrolments.find(({ person }) => person?.personId === personId) ?? {}
    await record(courseId, sessionId, { [enrolmentId]: 90 })
    const withdraw = { params: { courseId, enrolmentId }, ifMatch: version, body: { reason: 'Travaille le soir' } }
    const gone = await coordinator.withdrawEnrolment(withdraw)
    expect(gone.withdrawnAt).not.toBeNull()
    await expect(coordinator.withdrawEnrolment({ ...withdraw, ifMatch: gone.version })).rejects.toHaveProblem(
      'act-not-possible',
    )
    // and keeps the hours of before
    expect(await coordinator.enrol(enrol)).toMatchObject({ id: enrolmentId, minutes: 90, withdrawnAt: null })
    await expect(coordinator.enrol(enrol)).rejects.toHaveProblem('already-enrolled')
  })

  test('[D1] nobody follows a draft', async () => {
    const { id: courseId } = await coordinator.addCourse({
      body: { siteId: t.sites.liege, kind: 'other', title: 'En préparation' },
    })
    const { id: personId } = await t.given.person()
    const early = coordinator.enrol({ params: { courseId }, body: { personId } })
    await expect(early).rejects.toHaveProblem('act-not-possible', { state: 'draft', possible: ['open'] })
    expect((await coordinator.getCourse({ params: { courseId } })).enrolments).toEqual([])
  })

  test('[D1] exactly one of member and partner staff, known at this site', async () => {
    const { id: courseId } = await openCourse()
    const { id: personId } = await t.given.person()
    const { id: elsewhere } = await t.given.person({ site: 'pilot' })
    const { id: partnerId } = await partner('CPAS')
    const { id: partnerElsewhere } = await partner('CPAS', 'pilot')
    const wrong = [
      {},
      { personId, partnerId, staffName: 'Claire' },
      { staffName: 'Claire' },
      { partnerId },
      { partnerId, staffName: ' ' },
      { personId: elsewhere },
      { partnerId: partnerElsewhere, staffName: 'Claire' },
    ]
    for (const body of wrong)
      await expect(coordinator.enrol({ params: { courseId }, body })).rejects.toHaveProblem('rule-broken')
    expect((await coordinator.getCourse({ params: { courseId } })).enrolments).toEqual([])
  })
})

describe('[D3] sessions and presences', () => {
  test('[D3] a session keeps its wall time, and an hour that the clock skips is refused', async () => {
    const { id: courseId } = await openCourse()
    const added = await plan(courseId, { startsOn: '2026-03-30' })
    expect(added).toMatchObject({
      startsTime: '18:00',
      minutes: 120,
      startsAt: expect.stringContaining('2026-03-30T16:00'),
    })
    const skipped = { startsOn: '2026-03-29', startsTime: '02:30', endsTime: '04:00' }
    await expect(plan(courseId, skipped)).rejects.toHaveProblem('time-does-not-exist')
    await expect(plan(courseId, { endsTime: '18:00' })).rejects.toHaveProblem('rule-broken')
    await expect(plan(courseId, { minutes: 121 })).rejects.toHaveProblem('rule-broken')
    const params = { courseId, courseSessionId: added.id }
    const longer = await coordinator.changeCourseSession({
      params,
      ifMatch: added.version,
      body: { endsTime: '21:00' },
    })
    expect(longer.minutes).toBe(180)
  })

  test('[D3] a room is taken once, by a course or by an evening of a workshop', async () => {
    const { id: courseId } = await openCourse()
    const room = await t.given.room()
    const body = { startsOn: '2026-11-26', roomId: room.id }
    await t.given.session({ room_id: room.id })
    await expect(plan(courseId, body)).rejects.toHaveProblem('room-taken')
    await plan(courseId, { ...body, startsOn: '2026-11-27' })
    await expect(plan(courseId, { ...body, startsOn: '2026-11-27' })).rejects.toHaveProblem('room-taken')
    // and no evening of a workshop in the room of a course
    const { id: workshopId } = await t.given.workshop()
    const hours = { startsOn: '2026-11-27', startsTime: '19:00', endsTime: '21:00' }
    await expect(
      coordinator.scheduleSession({ params: { workshopId }, body: { ...hours, roomId: room.id } }),
    ).rejects.toHaveProblem('room-taken')
    const { id: elsewhere } = await t.given.room({ site: 'pilot' })
    await expect(plan(courseId, { roomId: elsewhere })).rejects.toHaveProblem('rule-broken')
  })

  test('[D3] presences are noted once it has begun, of who follows the course, never longer than it lasts', async () => {
    const { id: courseId } = await openCourse()
    const past = await plan(courseId)
    const ahead = await plan(courseId, { startsOn: '2026-11-24' })
    const enrolmentId = await enrolMember(courseId)
    const other = await enrolMember((await openCourse()).id)
    await expect(record(courseId, ahead.id, { [enrolmentId]: 60 })).rejects.toHaveProblem('not-in-the-future')
    await expect(record(courseId, past.id, { [enrolmentId]: 121 })).rejects.toHaveProblem('rule-broken')
    await expect(record(courseId, past.id, { [other]: 60 })).rejects.toHaveProblem('rule-broken')
    expect((await record(courseId, past.id, { [enrolmentId]: 60 })).rows).toMatchObject([{ minutes: 60 }])
    expect((await record(courseId, past.id, { [enrolmentId]: 120 })).rows).toMatchObject([{ minutes: 120 }])
    expect((await record(courseId, past.id, { [enrolmentId]: null })).rows).toMatchObject([{ minutes: null }])
    // what was noted before is kept
    const kept = await t.sql('select minutes from history.course_presence where enrolment_id = $1', [enrolmentId])
    expect(kept).toEqual([{ minutes: 60 }, { minutes: 120 }])
  })

  test('[D3] where people came, a session is neither cancelled, nor shortened below, nor put in the future', async () => {
    const { id: courseId } = await openCourse()
    const past = await plan(courseId)
    const enrolmentId = await enrolMember(courseId)
    await record(courseId, past.id, { [enrolmentId]: 120 })
    const call = { params: { courseId, courseSessionId: past.id }, ifMatch: past.version }
    for (const body of [{ endsTime: '19:00' }, { minutes: 90 }, { startsOn: '2026-12-10' }])
      await expect(coordinator.changeCourseSession({ ...call, body })).rejects.toHaveProblem('people-came')
    const cancel = { ...call, body: { reason: 'Salle fermée' } }
    await expect(coordinator.cancelCourseSession({ ...call, body: { reason: ' ' } })).rejects.toHaveProblem(
      'reason-required',
    )
    await expect(coordinator.cancelCourseSession(cancel)).rejects.toHaveProblem('people-came')
    await record(courseId, past.id, { [enrolmentId]: 0 })
    const cancelled = await coordinator.cancelCourseSession(cancel)
    expect(cancelled).toMatchObject({ status: 'cancelled', statusReason: 'Salle fermée' })
    await expect(record(courseId, past.id, { [enrolmentId]: 120 })).rejects.toHaveProblem('act-not-possible')
    expect(await coordinator.getCourse({ params: { courseId } })).toMatchObject({ plannedMinutes: 0 })
  })

  test('[D3] a closed course changes no more until it is opened again; a draft attests nothing', async () => {
    const opened = await openCourse()
    const courseId = opened.id
    const params = { courseId }
    const { id: sessionId } = await plan(courseId)
    const enrolmentId = await enrolMember(courseId)
    await expect(coordinator.openCourse({ params, ifMatch: opened.version })).rejects.toHaveProblem('act-not-possible')
    const closed = await coordinator.closeCourse({ params, ifMatch: opened.version })
    await expect(plan(courseId)).rejects.toHaveProblem('act-not-possible')
    await expect(enrolMember(courseId)).rejects.toHaveProblem('act-not-possible')
    await expect(record(courseId, sessionId, { [enrolmentId]: 60 })).rejects.toHaveProblem('act-not-possible')
    await coordinator.openCourse({ params, ifMatch: closed.version })
    await record(courseId, sessionId, { [enrolmentId]: 60 })
    const draft = await coordinator.addCourse({ body: { siteId: t.sites.liege, kind: 'other', title: 'Brouillon' } })
    const issue = coordinator.issueAttestations({ params: { courseId: draft.id }, body: {} })
    await expect(issue).rejects.toHaveProblem('act-not-possible')
  })

  test('[D3] lists and files stay at their site, and names are for those who read files', async () => {
    const { id: courseId } = await openCourse()
    await enrolMember(courseId)
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getCourse({ params: { courseId } })).rejects.toHaveProblem('not-found')
    const evaluator = await t.as('evaluator')
    const read = await evaluator.getCourse({ params: { courseId } })
    expect(read).toMatchObject({ enrolled: 1 })
    expect(read).not.toHaveProperty('enrolments')
    const pages: string[] = []
    let after: string | undefined
    do {
      const page = await coordinator.listCourses({ query: { limit: 2, ...(after && { after }) } })
      pages.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    const [all] = await t.sql<{ count: number }>('select count(*)::int as count from course where site_id = $1', [
      t.sites.liege,
    ])
    expect(new Set(pages).size).toBe(all?.count)
  })
})

describe('[D4] entrepreneurship', () => {
  test('[D4] a collective entrepreneurship training is recorded as such, and found by its kind', async () => {
    const { id } = await openCourse('entrepreneurship')
    const { items } = await coordinator.listCourses({ query: { kind: 'entrepreneurship' } })
    expect(items).toMatchObject([{ id, kind: 'entrepreneurship', format: 'collective' }])
  })

  test('[D4] is tied to a cohort, and found by it with the presence of each of its people', async () => {
    const cohort = async (site: string) => {
      const rows = await t.sql<{ id: string }>(
        `insert into interlab_cohort (id, site_id, name, starts_on)
          values (gen_random_uuid(), $1, 'Printemps 2027', '2027-03-01') returning id`,
        [site],
      )
      return rows[0]?.id ?? ''
    }
    const cohortId = await cohort(t.sites.liege)
    const add = { siteId: t.sites.liege, kind: 'entrepreneurship', title: 'Plan financier' } as const
    const made = await coordinator.addCourse({ body: { ...add, cohortId } })
    const { id: other } = await coordinator.addCourse({ body: add })
    const params = { courseId: made.id }
    const { id: sessionId } = await plan(made.id)
    await coordinator.openCourse({ params, ifMatch: made.version })
    const enrolmentId = await enrolMember(made.id)
    await record(made.id, sessionId, { [enrolmentId]: 120 })
    const { items } = await coordinator.listCourses({ query: { cohortId } })
    expect(items).toMatchObject([{ id: made.id, cohortId, cohortName: 'Printemps 2027' }])
    const read = await coordinator.getCourse({ params })
    expect(read.enrolments).toMatchObject([{ id: enrolmentId, minutes: 120, completed: true }])
    const { version } = await coordinator.getCourse({ params: { courseId: other } })
    const tied = await coordinator.changeCourse({ params: { courseId: other }, ifMatch: version, body: { cohortId } })
    expect(tied.cohortId).toBe(cohortId)
    const elsewhere = { ...add, cohortId: await cohort(t.sites.pilot) }
    await expect(coordinator.addCourse({ body: elsewhere })).rejects.toHaveProblem('rule-broken')
    expect((await coordinator.listCourses({ query: { cohortId } })).items).toHaveLength(2)
  })
})
