import {
  proposalMachine,
  steps,
  type Proposal,
  type ProposalAct,
  type ProposalState,
  type SetStep,
} from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
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

describe('recording a proposal', () => {
  test('[A1] any member proposes, newcomer or local; the steps are made with it, each with owner and due day', async () => {
    const proposal = await recorded()
    expect(proposal).toMatchObject({ status: 'draft', receivedOn: '2026-11-22', needs: [], minutes: 0 })
    expect(proposal.owner?.name).toBe('Coordination')
    expect(proposal.steps.map(({ step }) => step)).toEqual(steps)
    for (const step of proposal.steps) {
      expect(step).toMatchObject({ state: 'todo', owner: { name: 'Coordination' }, overdue: false, dueBy: 'plan' })
      expect(step.dueOn > '2026-11-22').toBe(true)
    }
    expect(await auditOf(proposal.id)).toEqual([{ act: 'proposal.recorded', reason: null, fields: [] }])
  })

  test('[A1] two hosts propose together, each named once', async () => {
    const [one, two] = [await t.given.person(), await t.given.person({ given_name: 'Luc', usual_name: 'Lucky' })]
    const hosts = [
      { personId: two.id, part: 'co' as const },
      { personId: one.id, part: 'lead' as const },
    ]
    const proposal = await coordinator.recordProposal({ body: { siteId: t.sites.liege, title: 'Duo', hosts } })
    expect(proposal.hosts.map(({ part }) => part)).toEqual(['lead', 'co'])
    expect(proposal.hosts[1]?.person.name).toMatch(/^Lucky Essai/)
    const twice = [...hosts, { personId: one.id, part: 'co' as const }]
    await expect(
      coordinator.recordProposal({ body: { siteId: t.sites.liege, title: 'Trio', hosts: twice } }),
    ).rejects.toHaveProblem('rule-broken')
  })

  test('a host of another site, a word of another list and a day to come are refused, and nothing is written', async () => {
    const { id } = await t.given.person()
    const stranger = await t.given.person({ site: 'pilot' })
    const [channel] = await t.sql(`select id from taxonomy_term where taxonomy = 'channel' and site_id = $1 limit 1`, [
      t.sites.liege,
    ])
    const body = { siteId: t.sites.liege, title: 'Refusée', hosts: [{ personId: id, part: 'lead' as const }] }
    const refused = [
      { ...body, hosts: [{ personId: stranger.id, part: 'lead' as const }] },
      { ...body, categoryId: String(channel?.['id']) },
      { ...body, receivedOn: '2026-11-23' },
      { ...body, ownerId: stranger.id },
    ]
    for (const wrong of refused)
      await expect(coordinator.recordProposal({ body: wrong })).rejects.toHaveProblem('rule-broken')
    await expect(coordinator.recordProposal({ body: { ...body, siteId: t.sites.pilot } })).rejects.toHaveProblem(
      'not-found',
    )
    expect(await t.sql(`select id from proposal where title = 'Refusée'`)).toEqual([])
  })
})

describe('the life of a proposal', () => {
  const call: Record<ProposalAct, (p: Proposal) => Promise<unknown>> = {
    submit: (p) => coordinator.submitProposal({ params: { proposalId: p.id }, ifMatch: p.version }),
    accompany: (p) => coordinator.accompanyProposal({ params: { proposalId: p.id }, ifMatch: p.version }),
    ready: (p) => coordinator.readyProposal({ params: { proposalId: p.id }, ifMatch: p.version }),
    convert: (p) => coordinator.convertProposal({ params: { proposalId: p.id }, ifMatch: p.version, body: {} }),
    hold: (p) => coordinator.holdProposal({ params: { proposalId: p.id }, ifMatch: p.version, body: {} }),
    resume: (p) => coordinator.resumeProposal({ params: { proposalId: p.id }, ifMatch: p.version }),
    withdraw: (p) => coordinator.withdrawProposal({ params: { proposalId: p.id }, ifMatch: p.version, body: {} }),
    decline: (p) =>
      coordinator.declineProposal({ params: { proposalId: p.id }, ifMatch: p.version, body: { reason: 'trop tôt' } }),
  }
  const acts = Object.keys(call) as ProposalAct[]

  test.each(proposalMachine.states)('[A1] from %s, each act goes where the table says or is refused', async (state) => {
    for (const act of acts) {
      const proposal = await proposalIn(state)
      const transition = proposalMachine.acts[act]
      if (transition.from.includes(state)) {
        await call[act](proposal)
        const after = await coordinator.getProposal({ params: { proposalId: proposal.id } })
        expect([act, after.status]).toEqual([act, transition.to])
        expect(after.statusSince > proposal.statusSince || after.statusSince.startsWith('2026-11-22T11')).toBe(true)
      } else {
        await expect(call[act](proposal)).rejects.toHaveProblem('act-not-possible', { state, act })
      }
    }
  })

  test('[A1] declining gives its reason; withdrawing needs none', async () => {
    const declined = await proposalIn('submitted')
    await call.decline(declined)
    expect(await coordinator.getProposal({ params: { proposalId: declined.id } })).toMatchObject({
      status: 'declined',
      statusReason: 'trop tôt',
    })
    const blank = await proposalIn('submitted')
    await expect(
      coordinator.declineProposal({ params: { proposalId: blank.id }, ifMatch: blank.version, body: { reason: ' ' } }),
    ).rejects.toHaveProblem('reason-required')
    expect((await auditOf(declined.id)).at(-1)).toEqual({ act: 'proposal.declined', reason: 'trop tôt', fields: [] })
  })

  test('who read an older version is told the present one, and changes nothing', async () => {
    const proposal = await recorded()
    await call.submit(proposal)
    await expect(call.withdraw(proposal)).rejects.toHaveProblem('version-outdated', { version: proposal.version + 1 })
    expect((await coordinator.getProposal({ params: { proposalId: proposal.id } })).status).toBe('submitted')
  })

  test('[A1] who starts accompanying an orphan becomes its owner', async () => {
    const orphan = await recorded()
    await t.sql('update proposal set owner_account_id = null, status = $2 where id = $1', [orphan.id, 'submitted'])
    const read = await coordinator.getProposal({ params: { proposalId: orphan.id } })
    expect(read.owner).toBeNull()
    const after = await coordinator.accompanyProposal({ params: { proposalId: orphan.id }, ifMatch: read.version })
    expect(after.owner?.name).toBe('Coordination')
  })
})

describe('steps and needs', () => {
  const step = (proposal: Proposal, name: Proposal['steps'][number]['step']) => {
    const found = proposal.steps.find((one) => one.step === name)
    if (!found) throw new Error(`no step ${name}`)
    return found
  }

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

describe('the list of proposals', () => {
  test('pages through everything once, the latest received first', async () => {
    for (const day of ['2026-11-03', '2026-11-01', '2026-11-02', '2026-11-02']) {
      const { id } = await recorded('Page')
      await t.sql('update proposal set received_on = $2 where id = $1', [id, day])
    }
    const seen: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page = await coordinator.listProposals({ query: { text: 'page', limit: 1, ...(after ? { after } : {}) } })
      seen.push(...page.items.map(({ receivedOn }) => receivedOn))
      after = page.next
    }
    expect(seen).toEqual(['2026-11-03', '2026-11-02', '2026-11-02', '2026-11-01'])
    await expect(coordinator.listProposals({ query: { after: 'bm90LW91cnM' } })).rejects.toHaveProblem(
      'validation-failed',
    )
  })

  test('finds by title without accents, and by host for those who may read names', async () => {
    const { id } = await t.given.person({ given_name: 'Zénobie', family_name: 'Quertinmont' })
    await coordinator.recordProposal({
      body: { siteId: t.sites.liege, title: 'Été à l’étang', hosts: [{ personId: id, part: 'lead' }] },
    })
    const found = async (client: ApiClient, text: string) =>
      (await client.listProposals({ query: { text } })).items.map(({ title }) => title)
    expect(await found(coordinator, 'ete a l')).toEqual(['Été à l’étang'])
    expect(await found(coordinator, 'zenobie q')).toEqual(['Été à l’étang'])
    const reader = await t.as('reader')
    expect(await found(reader, 'etang')).toEqual(['Été à l’étang'])
    expect(await found(reader, 'zenobie')).toEqual([])
  })

  test('a reader sees stages and steps without names, notes or history', async () => {
    const { id } = await recorded()
    const reader = await t.as('reader')
    const seen = await reader.getProposal({ params: { proposalId: id } })
    expect(Object.keys(seen)).not.toContain('about')
    expect(Object.keys(seen)).not.toContain('history')
    expect(seen.hosts).toEqual([{ person: { personId: expect.any(String) }, part: 'lead' }])
    for (const step of seen.steps) expect(Object.keys(step)).not.toContain('note')
  })

  test('another site sees nothing of it', async () => {
    const { id, version } = await recorded('Liège seulement')
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getProposal({ params: { proposalId: id } })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.submitProposal({ params: { proposalId: id }, ifMatch: version })).rejects.toHaveProblem(
      'not-found',
    )
    expect((await elsewhere.listProposals({ query: { text: 'Liège' } })).items).toEqual([])
  })

  test('costs one statement, a proposal one too, an act seven', async () => {
    const one = await startApi({ database: { connections: 1 } })
    const client = await one.as('coordinator')
    const host = await one.given.person()
    const body = { siteId: one.sites.liege, title: 'Pesée', hosts: [{ personId: host.id, part: 'lead' as const }] }
    const { id, version } = await client.recordProposal({ body })
    const params = { proposalId: id }
    await client.getProposal({ params })
    expect(await one.countQueries(() => client.listProposals())).toBe(1)
    expect(await one.countQueries(() => client.getProposal({ params }))).toBe(1)
    // begin, lock, read, save, audit, read, commit
    expect(await one.countQueries(() => client.submitProposal({ params, ifMatch: version }))).toBe(7)
    await one.stop()
  })
})
