import type { Proposal, ProposalState, SetStep } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { setTimeout as pause } from 'node:timers/promises'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator', { name: 'Coordination' })
})
afterAll(() => t.stop())

async function recorded(title = 'Pain au levain'): Promise<Proposal> {
  const { id } = await t.given.person()
  const body = { siteId: t.sites.liege, title, hosts: [{ personId: id, part: 'lead' as const }] }
  return coordinator.recordProposal({ body })
}
/** A proposal in a state, put there behind the service's back. */
async function proposalIn(state: ProposalState): Promise<Proposal> {
  const { id } = await recorded()
  await t.sql(`update proposal set status = $2, status_reason = 'préparation' where id = $1`, [id, state])
  return coordinator.getProposal({ params: { proposalId: id } })
}
const auditOf = (id: string) =>
  t.sql(`select act, reason, fields from audit_event where entity_id = $1 order by id`, [id])

describe('steps and needs', () => {
  const step = (proposal: Proposal, name: Proposal['steps'][number]['step']) => {
    const found = proposal.steps.find((one) => one.step === name)
    if (!found) throw new Error(`no step ${name}`)
    return found
  }

  test('nothing is recorded on a proposal that is being withdrawn at that moment', async () => {
    const proposal = await recorded()
    const need = await coordinator.addNeed({
      params: { proposalId: proposal.id },
      body: { kind: 'material', description: 'Farine' },
    })
    const params = { proposalId: proposal.id }
    const acts: Promise<unknown>[] = []
    await t.database.system('test.withdraw', async (db) => {
      const text = `update proposal set status = 'withdrawn' where id = $1`
      await db.hot({ name: 'test-withdraw', text }, [proposal.id])
      acts.push(
        coordinator.setStep({ params: { ...params, step: 'train' }, ifMatch: 1, body: { state: 'done' } }),
        coordinator.coverNeed({ params: { ...params, needId: need.id }, ifMatch: 1, body: {} }),
        coordinator.addNeed({ params, body: { kind: 'room', description: 'Un four' } }),
      )
      await Promise.race([Promise.allSettled(acts), pause(500)])
    })
    for (const act of acts) await expect(act).rejects.toHaveProblem('act-not-possible', { state: 'withdrawn' })
  })

  test('[A2] a step is done, waived with a reason, taken up again; each is traced', async () => {
    const proposal = await recorded()
    const set = (ifMatch: number, body: SetStep) =>
      coordinator.setStep({ params: { proposalId: proposal.id, step: 'train' }, ifMatch, body })
    const done = await set(1, { state: 'done', addMinutes: 30, note: 'collective' })
    expect(done).toMatchObject({ state: 'done', doneOn: '2026-11-22', minutes: 30, note: 'collective', version: 2 })
    await expect(set(1, { addMinutes: 15 })).rejects.toHaveProblem('version-outdated', { version: 2 })
    await expect(set(2, { state: 'waived' })).rejects.toHaveProblem('reason-required')
    expect(await set(2, { state: 'waived', reason: 'déjà formée' })).toMatchObject({
      reason: 'déjà formée',
      doneOn: null,
    })
    expect(await set(3, { state: 'todo', addMinutes: 15 })).toMatchObject({ state: 'todo', reason: null, minutes: 45 })
    const after = await coordinator.getProposal({ params: { proposalId: proposal.id } })
    expect(after.minutes).toBe(45)
    expect(after.history?.map(({ act, fields }) => [act, fields])).toEqual([
      ['proposal.step_reopened', ['train']],
      ['proposal.step_waived', ['train']],
      ['proposal.step_done', ['train']],
      ['proposal.recorded', []],
    ])
  })

  test('[A2] due days follow the first session until the step is done', async () => {
    const proposal = await proposalIn('ready')
    const { id: workshopId } = await coordinator.convertProposal({
      params: { proposalId: proposal.id },
      ifMatch: proposal.version,
      body: {},
    })
    await t.given.session({ workshop_id: workshopId, starts_on: '2027-02-10' })
    const later = await coordinator.getProposal({ params: { proposalId: proposal.id } })
    expect(step(later, 'promote').dueOn).toBe('2027-01-27')
    expect(step(later, 'train').dueOn).toBe(step(proposal, 'train').dueOn)
    await coordinator.setStep({
      params: { proposalId: proposal.id, step: 'promote' },
      ifMatch: 1,
      body: { state: 'done' },
    })
    await t.sql(`update session set starts_on = '2027-03-10' where workshop_id = $1`, [workshopId])
    const moved = await coordinator.getProposal({ params: { proposalId: proposal.id } })
    expect(step(moved, 'promote').dueOn).toBe('2027-01-27')
    expect(step(moved, 'evaluate').dueOn).toBe('2027-06-08')
  })

  test('[A2] a need stays visible until it is covered, and nothing waits for it', async () => {
    const proposal = await proposalIn('accompanied')
    const params = { proposalId: proposal.id }
    for (const kind of ['room', 'material', 'public', 'other'] as const)
      await coordinator.addNeed({ params, body: { kind, description: `besoin ${kind}` } })
    const [room] = (await coordinator.getProposal({ params })).needs
    if (!room) throw new Error('no need')
    const covered = await coordinator.coverNeed({
      params: { ...params, needId: room.id },
      ifMatch: room.version,
      body: { note: 'la cuisine' },
    })
    expect(covered).toMatchObject({ coveredNote: 'la cuisine', coveredAt: expect.any(String) })
    const { items } = await coordinator.listProposals({ query: { status: ['accompanied'], limit: 1 } })
    expect(items[0]).toMatchObject({ id: proposal.id, needsUncovered: 3, stepsLeft: 8 })
    const ready = await coordinator.readyProposal({ params, ifMatch: proposal.version })
    expect(ready.status).toBe('ready')
    await coordinator.uncoverNeed({ params: { ...params, needId: room.id }, ifMatch: covered.version })
    const { needs } = await coordinator.getProposal({ params })
    expect(needs.filter(({ coveredAt }) => coveredAt === null)).toHaveLength(4)
  })

  test('what was declined or withdrawn stays as it was', async () => {
    const { id } = await proposalIn('declined')
    const params = { proposalId: id }
    await expect(
      coordinator.setStep({ params: { ...params, step: 'train' }, ifMatch: 1, body: { state: 'done' } }),
    ).rejects.toHaveProblem('act-not-possible', { state: 'declined' })
    await expect(coordinator.addNeed({ params, body: { kind: 'room', description: 'x' } })).rejects.toHaveProblem(
      'act-not-possible',
    )
  })
})

describe('the workshop made of a proposal', () => {
  test('[A3] takes hosts, category, languages, owner and the confirmed room with it; the proposal stays linked', async () => {
    const draft = await recorded('Oud et darbouka')
    const [music] = await t.sql(`select id from taxonomy_term where code = 'music' and site_id = $1`, [t.sites.liege])
    const categoryId = String(music?.['id'])
    const room = await t.given.room({ capacity: 9 })
    const changed = await coordinator.changeProposal({
      params: { proposalId: draft.id },
      ifMatch: draft.version,
      body: { categoryId, languages: ['fr', 'ar'] },
    })
    expect(changed.version).toBe(draft.version + 1)
    const asked = await coordinator.askVenue({
      body: { roomId: room.id, proposalId: draft.id, wished: 'mardi soir' },
    })
    await coordinator.answerVenueRequest({
      params: { requestId: asked.id },
      ifMatch: asked.version,
      body: { answer: 'confirm' },
    })
    await coordinator.setStep({
      params: { proposalId: draft.id, step: 'train' },
      ifMatch: 1,
      body: { state: 'done', doneOn: '2026-11-10' },
    })
    await t.sql(`update proposal set status = 'ready' where id = $1`, [draft.id])
    const { version } = await coordinator.getProposal({ params: { proposalId: draft.id } })
    const workshop = await coordinator.convertProposal({
      params: { proposalId: draft.id },
      ifMatch: version,
      body: {},
    })
    expect(workshop).toMatchObject({
      title: 'Oud et darbouka',
      status: 'draft',
      proposalId: draft.id,
      category: { code: 'music', labels: { fr: 'Musique', en: 'Music' } },
      languages: ['fr', 'ar'],
      capacity: 9,
      owner: { name: 'Coordination' },
      room: { id: room.id },
      autonomy: 'supervised',
      hosts: [{ part: 'lead', trainedOn: '2026-11-10', commitment: null }],
      venueRequests: [{ id: asked.id, status: 'confirmed', workshopId: expect.any(String) }],
    })
    const missing = workshop.conditions.filter(({ state }) => state === 'missing')
    expect(missing.map(({ condition }) => condition)).toEqual(['commitment_signed'])
    const proposal = await coordinator.getProposal({ params: { proposalId: draft.id } })
    expect(proposal).toMatchObject({ status: 'converted', workshopId: workshop.id })
    expect(await auditOf(workshop.id)).toEqual([{ act: 'workshop.drafted', reason: null, fields: [] }])
  })

  test('[A3] is made once, also when two colleagues do it at the same moment', async () => {
    const { id, version } = await proposalIn('ready')
    const convert = () => coordinator.convertProposal({ params: { proposalId: id }, ifMatch: version, body: {} })
    const results = await Promise.allSettled([convert(), convert(), convert()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'version-outdated' })
    expect(await t.sql('select id from workshop where proposal_id = $1', [id])).toHaveLength(1)
  })
})
