import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

async function openCourse() {
  const body = { siteId: t.sites.liege, kind: 'intercultural' as const, title: 'Communication interculturelle' }
  const { id, version } = await coordinator.addCourse({ body })
  return coordinator.openCourse({ params: { courseId: id }, ifMatch: version })
}
async function enrolMember(courseId: string): Promise<string> {
  const { id: personId } = await t.given.person()
  return (await coordinator.enrol({ params: { courseId }, body: { personId } })).id
}

describe('[D5] then and now', () => {
  test('[D5] change is said of pairs only, with their number and the number of those who did not answer', async () => {
    const { id: courseId } = await openCourse()
    const people = [await enrolMember(courseId), await enrolMember(courseId), await enrolMember(courseId)]
    const [one = '', two = '', three = ''] = people
    await enrolMember(courseId)
    const answer = (enrolmentId: string, moment: 'then' | 'now', value: number | null) =>
      coordinator.answerLearning({
        params: { courseId, enrolmentId },
        body: { moment, answers: [{ question: 'understand', value }] },
      })
    await answer(one, 'then', 2)
    await answer(one, 'now', 4)
    await answer(two, 'then', 1)
    await answer(three, 'now', 5)
    const first = (await answer(three, 'now', 5)).changes.find(({ question }) => question === 'understand')
    const alone = {
      asked: 4,
      pairs: 1,
      onlyThen: 1,
      onlyNow: 1,
      neither: 1,
      meanThen: 2,
      meanNow: 4,
      change: 2,
      improved: 1,
    }
    expect(first).toMatchObject(alone)
    await answer(two, 'now', 1)
    const { changes } = await coordinator.getLearning({ params: { courseId } })
    expect(changes[0]).toMatchObject({ pairs: 2, meanThen: 1.5, meanNow: 2.5, change: 1, improved: 1, neither: 1 })
    expect(changes[1]).toMatchObject({
      pairs: 0,
      meanThen: null,
      meanNow: null,
      change: null,
      improved: null,
      neither: 4,
    })
    await answer(one, 'then', null)
    expect((await coordinator.getLearning({ params: { courseId } })).changes[0]).toMatchObject({ pairs: 1, change: 0 })
  })

  test('[D5] a question is answered once at a time, by who follows the course', async () => {
    const { id: courseId } = await openCourse()
    const enrolmentId = await enrolMember(courseId)
    const params = { courseId, enrolmentId }
    const twice = [1, 2].map((value) => ({ question: 'act' as const, value }))
    await expect(coordinator.answerLearning({ params, body: { moment: 'now', answers: twice } })).rejects.toHaveProblem(
      'rule-broken',
    )
    const other = { courseId: (await openCourse()).id, enrolmentId }
    const body = { moment: 'now' as const, answers: [{ question: 'act' as const, value: 3 }] }
    await expect(coordinator.answerLearning({ params: other, body })).rejects.toHaveProblem('not-found')
  })
})
