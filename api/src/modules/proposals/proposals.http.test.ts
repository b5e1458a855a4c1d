import { proposalMachine, steps, type Proposal, type ProposalAct, type ProposalState } from '@interra/contracts'
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
