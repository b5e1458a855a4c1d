import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let lead: ApiClient
beforeAll(async () => {
  t = await startApi()
  lead = await t.as('programme_lead')
})
afterAll(() => t.stop())

const addPartner = (name = 'CPAS d’Outremeuse', more: object = {}) =>
  lead.addPartner({ body: { siteId: t.sites.liege, name, types: ['cpas'], ...more } })
const draft = (partnerId: string, startsOn = '2026-01-01', endsOn: string | null = '2026-12-31') =>
  lead.addAgreement({ params: { partnerId }, body: { startsOn, endsOn, purposes: ['referral', 'feedback'] } })
const signature = { signedOn: '2025-12-20', signedBy: 'Ines Roy', dataSharingVersion: '2026-01' }
const sign = ({ id: agreementId, version: ifMatch }: { id: string; version: number }, body = signature) =>
  lead.signAgreement({ params: { agreementId }, ifMatch, body })

test('[F1] partners are listed by name, found by part of it, by what they are and whether they are active', async () => {
  const pilot = await t.as('programme_lead', { site: 'pilot' })
  const first = await addPartner('Abri des Rêves', { types: ['reception_centre', 'venue'], contactName: 'Léa' })
  const second = await addPartner('Zénith emploi', { types: ['employer'] })
  const list = async (query: object = {}) => {
    const names: string[] = []
    let after: string | null | undefined
    do {
      const page = await lead.listPartners({ query: { limit: 1, ...query, ...(after ? { after } : {}) } })
      names.push(...page.items.map(({ name }) => name))
      after = page.next
    } while (after)
    return names
  }
  expect(await list()).toEqual(['Abri des Rêves', 'Zénith emploi'])
  expect(await list({ text: 'reves' })).toEqual(['Abri des Rêves'])
  for (const type of ['reception_centre', 'venue']) expect(await list({ type })).toEqual(['Abri des Rêves'])
  const { version: ifMatch } = await lead.getPartner({ params: { partnerId: second.id } })
  const change = { params: { partnerId: second.id }, ifMatch, body: { active: false, types: ['venue' as const] } }
  expect(await lead.changePartner(change)).toMatchObject({ active: false, types: ['venue'], standing: null })
  await expect(lead.changePartner(change)).rejects.toHaveProblem('version-outdated')
  expect([await list({ active: true }), await list({ active: false })]).toEqual([['Abri des Rêves'], ['Zénith emploi']])
  await expect(addPartner('  ')).rejects.toHaveProblem('rule-broken')
  expect((await pilot.listPartners()).items).toEqual([])
  await expect(pilot.getPartner({ params: { partnerId: first.id } })).rejects.toHaveProblem('not-found')
  const evaluator = await t.as('evaluator')
  const seen = await evaluator.getPartner({ params: { partnerId: first.id } })
  expect(seen).not.toHaveProperty('contactName')
  expect(seen.name).toBe('Abri des Rêves')
})

test('[F1] who works at a partner is named there, and stays known when they leave', async () => {
  const { id: partnerId } = await addPartner()
  const body = { name: 'Yasmine Alaoui', roleTitle: 'Assistante sociale', phone: '+3242000000' }
  const agent = await lead.addPartnerAgent({ params: { partnerId }, body })
  const left = { params: { agentId: agent.id }, ifMatch: agent.version, body: { active: false } }
  expect(await lead.changePartnerAgent(left)).toMatchObject({ ...body, active: false, version: agent.version + 1 })
  expect((await lead.getPartner({ params: { partnerId } })).agents).toMatchObject([{ id: agent.id, active: false }])
})

test('[F2] an agreement goes from draft to signed to its end, and no two signed ones hold on one day', async () => {
  const { id: partnerId } = await addPartner()
  const standing = async () => (await lead.getPartner({ params: { partnerId } })).standing
  const first = await draft(partnerId)
  expect([first.status, await standing()]).toEqual(['draft', 'draft'])
  const changed = await lead.changeAgreement({
    params: { agreementId: first.id },
    ifMatch: first.version,
    body: { endsOn: '2027-06-30' },
  })
  await expect(sign(changed, { ...signature, signedOn: '2026-11-23' })).rejects.toHaveProblem('rule-broken')
  const signed = await sign(changed)
  expect(signed).toMatchObject({ status: 'active', standing: 'in_force', ...signature })
  expect(await standing()).toBe('in_force')
  const again = { params: { agreementId: signed.id }, ifMatch: signed.version, body: { endsOn: null } }
  await expect(lead.changeAgreement(again)).rejects.toHaveProblem('act-not-possible', {
    state: 'active',
    possible: ['terminate'],
  })
  const other = await draft(partnerId, '2027-06-30', null)
  await expect(sign(other)).rejects.toHaveProblem('agreement-overlaps')
  const end = { params: { agreementId: signed.id }, ifMatch: signed.version }
  const said = { endedOn: '2026-11-22', reason: 'Le centre ferme' }
  await expect(lead.terminateAgreement({ ...end, body: { ...said, reason: ' ' } })).rejects.toHaveProblem(
    'reason-required',
  )
  await expect(lead.terminateAgreement({ ...end, body: { ...said, endedOn: '2027-01-01' } })).rejects.toHaveProblem(
    'rule-broken',
  )
  const ended = await lead.terminateAgreement({ ...end, body: said })
  expect(ended).toMatchObject({ status: 'terminated', endReason: 'Le centre ferme' })
  expect(await sign(other)).toMatchObject({ standing: 'upcoming' })
  await expect(draft(partnerId, '2026-02-01', '2026-01-01')).rejects.toHaveProblem('rule-broken')
  const coordinator = await t.as('coordinator')
  await expect(
    coordinator.signAgreement({ params: { agreementId: other.id }, ifMatch: 1, body: signature }),
  ).rejects.toHaveProblem('not-allowed')
})

test('[F2] the end of an agreement is said in Today 60 and 30 days before, and once it is over, until one follows', async () => {
  const ending = async () =>
    (await lead.getToday()).waiting
      .filter(({ kind }) => kind === 'agreement_ending')
      .map(({ title, detail, ageDays }) => ({ title, detail, ageDays }))
  const ends = async (name: string, endsOn: string) => {
    const { id } = await addPartner(name)
    await sign(await draft(id, '2026-01-01', endsOn))
    return id
  }
  await ends('Dans 61 jours', '2027-01-22')
  const sixty = await ends('Dans 60 jours', '2027-01-21')
  const thirty = await ends('Dans 30 jours', '2026-12-22')
  const over = await ends('Hier', '2026-11-21')
  expect(await ending()).toEqual([
    { title: 'Hier', detail: 'expired', ageDays: 1 },
    { title: 'Dans 30 jours', detail: 'second', ageDays: -30 },
    { title: 'Dans 60 jours', detail: 'first', ageDays: -60 },
  ])
  const standings = await Promise.all(
    [sixty, thirty, over].map(async (partnerId) => (await lead.getPartner({ params: { partnerId } })).standing),
  )
  expect(standings).toEqual(['expiring', 'expiring', 'expired'])
  await sign(await draft(over, '2026-11-22', null))
  expect((await ending()).map(({ title }) => title)).toEqual(['Dans 30 jours', 'Dans 60 jours'])
})
