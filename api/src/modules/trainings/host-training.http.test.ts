import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenDraft } from '../../../test/workshop-drafts.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

/** An attestation of the host training for these members, as the team gives it. */
async function train(personIds: readonly string[], format: 'collective' | 'individual' = 'collective') {
  const body = { siteId: t.sites.liege, kind: 'host' as const, title: 'Devenir porteur', format, validMonths: 24 }
  const { id: courseId, version } = await coordinator.addCourse({ body })
  const params = { courseId }
  await coordinator.openCourse({ params, ifMatch: version })
  const evening = { startsOn: '2026-11-10', startsTime: '18:00', endsTime: '20:00' }
  const session = await coordinator.addCourseSession({ params, body: evening })
  const marks = []
  for (const personId of personIds)
    marks.push({ enrolmentId: (await coordinator.enrol({ params, body: { personId } })).id, minutes: 120 })
  await coordinator.recordPresences({ params: { courseId, courseSessionId: session.id }, body: { marks } })
  return coordinator.issueAttestations({ params, body: {} })
}
const workshopOf = (workshopId: string) => coordinator.getWorkshop({ params: { workshopId } })
const hostOf = async (workshopId: string) => (await workshopOf(workshopId)).hosts[0]
const missingOf = async (workshopId: string) =>
  (await workshopOf(workshopId)).conditions.filter(({ state }) => state === 'missing').map(({ condition }) => condition)

describe('[D2] the host training', () => {
  test.each(['collective', 'individual'] as const)(
    '[D2] [A3] a %s training unlocks the publication of the workshop of who followed it',
    async (format) => {
      const workshopId = await givenDraft(t, ['host_trained'])
      const publish = async () =>
        coordinator.publishWorkshop({ params: { workshopId }, ifMatch: (await workshopOf(workshopId)).version })
      await expect(publish()).rejects.toHaveProblem('conditions-unmet', { missing: ['host_trained'] })
      const host = await hostOf(workshopId)
      expect(host).toMatchObject({ trained: false, trainedOn: null, attestedOn: null })
      await train([host?.person.personId ?? ''], format)
      expect(await hostOf(workshopId)).toMatchObject({ trained: true, trainedOn: null, attestedOn: '2026-11-10' })
      expect((await publish()).status).toBe('published')
    },
  )

  test('[D2] [A3] a training that has lapsed, or of another kind, or revoked, unlocks nothing', async () => {
    const workshopId = await givenDraft(t, ['host_trained'])
    const personId = (await hostOf(workshopId))?.person.personId ?? ''
    const [attestation] = (await train([personId])).items
    expect(await missingOf(workshopId)).toEqual([])
    t.clock.set('2028-11-11T11:00:00Z')
    expect(await missingOf(workshopId)).toEqual(['host_trained'])
    t.clock.set('2026-11-22T11:00:00Z')
    const params = { attestationId: attestation?.id ?? '' }
    await coordinator.revokeAttestation({ params, ifMatch: attestation?.version ?? 0, body: { reason: 'Doublon' } })
    expect(await missingOf(workshopId)).toEqual(['host_trained'])
  })

  test('[D2] where the site asks for the attestation, a day noted by hand is not enough', async () => {
    const workshopId = await givenDraft(t)
    expect(await hostOf(workshopId)).toMatchObject({ trained: true, trainedOn: '2026-10-01' })
    const rule = {
      key: 'host_training_required' as const,
      value: true,
      startsOn: '2026-11-22',
      reason: 'Décision du conseil',
    }
    const lead = await t.as('programme_lead')
    const decided = await lead.setPolicy({ params: { siteId: t.sites.liege }, body: rule })
    expect(decided.value).toBe(true)
    expect(await hostOf(workshopId)).toMatchObject({ trained: false, trainedOn: '2026-10-01' })
    expect(await missingOf(workshopId)).toEqual(['host_trained'])
    await train([(await hostOf(workshopId))?.person.personId ?? ''])
    expect(await missingOf(workshopId)).toEqual([])
    await t.sql(`delete from policy where key = 'host_training_required' and starts_on = '2026-11-22'`)
  })

  test('[D2] the step of a proposal is done once all its hosts are trained, and not before', async () => {
    const site_id = t.sites.liege
    const proposal = await t.insert<{ id: string }>('proposal', {
      id: newId(),
      site_id,
      title: 'Oud et darbouka',
      received_on: '2026-10-01',
      status: 'accompanied',
    })
    const hosts = [await t.given.person(), await t.given.person()]
    for (const [at, { id: person_id }] of hosts.entries())
      await t.insert('proposal_host', {
        id: newId(),
        site_id,
        proposal_id: proposal.id,
        person_id,
        part: at === 0 ? 'lead' : 'co',
      })
    await t.insert('proposal_step', { id: newId(), site_id, proposal_id: proposal.id, step: 'train' })
    const step = async () => {
      const { steps } = await coordinator.getProposal({ params: { proposalId: proposal.id } })
      return steps.find((one) => one.step === 'train')
    }
    const [first, second] = hosts.map(({ id }) => id)
    await train([first ?? ''])
    expect(await step()).toMatchObject({ state: 'todo' })
    await train([second ?? ''])
    expect(await step()).toMatchObject({ state: 'done', doneOn: '2026-11-22' })
    const traced = await t.sql(`select act, fields from audit_event where entity_id = $1`, [proposal.id])
    expect(traced).toEqual([{ act: 'proposal.step_done', fields: ['train'] }])
  })
})
