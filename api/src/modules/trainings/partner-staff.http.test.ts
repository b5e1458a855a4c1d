import { afterAll, beforeAll, expect, test } from '@jest/globals'
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

test('[D1] somebody of a partner’s staff with the name of one who left is somebody else, unless it is said', async () => {
  const body = { siteId: t.sites.liege, kind: 'intercultural', title: 'Communication interculturelle' } as const
  const { id: courseId, version } = await coordinator.addCourse({ body })
  const params = { courseId }
  await coordinator.openCourse({ params, ifMatch: version })
  const evening = { startsOn: '2026-11-10', startsTime: '18:00', endsTime: '20:00' }
  const { id: courseSessionId } = await coordinator.addCourseSession({ params, body: evening })
  const given = { id: newId(), site_id: t.sites.liege, name: 'Centre culturel', types: ['cpas'] }
  const { id: partnerId } = await t.insert<{ id: string }>('partner', given)
  const enrol = (more: object = {}) =>
    coordinator.enrol({ params, body: { partnerId, staffName: 'Rosa Peeters', ...more } })
  const first = await enrol()
  const marks = [{ enrolmentId: first.id, minutes: 90 }]
  await coordinator.recordPresences({ params: { courseId, courseSessionId }, body: { marks } })
  const withdraw = async ({ id: enrolmentId }: { readonly id: string }) => {
    const { enrolments = [] } = await coordinator.getCourse({ params })
    const ifMatch = enrolments.find(({ id }) => id === enrolmentId)?.version ?? 0
    return coordinator.withdrawEnrolment({ params: { courseId, enrolmentId }, ifMatch, body: {} })
  }
  await withdraw(first)
  const namesake = await enrol()
  expect(namesake).toMatchObject({ minutes: 0, withdrawnAt: null })
  expect(namesake.id).not.toBe(first.id)
  await expect(enrol({ resumes: first.id })).rejects.toHaveProblem('already-enrolled')
  await withdraw(namesake)
  for (const wrong of [{ resumes: newId() }, { resumes: first.id, staffName: 'Claire' }])
    await expect(enrol(wrong)).rejects.toHaveProblem('rule-broken')
  expect(await enrol({ resumes: first.id })).toMatchObject({ id: first.id, minutes: 90, withdrawnAt: null })
})
