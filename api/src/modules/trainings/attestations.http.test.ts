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
})
