import { workshopMachine, type Workshop, type WorkshopState } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { newId } from '../../platform/ids.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenDraft } from '../../../test/workshop-drafts.ts'

let t: Api
let coordinator: ApiClient
let lead: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator', { name: 'Coordination' })
  lead = await t.as('programme_lead', { name: 'Responsable' })
})
afterAll(() => t.stop())

const read = (id: string) => coordinator.getWorkshop({ params: { workshopId: id } })
const draft = async () => read(await givenDraft(t))
async function workshopIn(status: WorkshopState): Promise<Workshop> {
  const { id } = await t.given.workshop({ status, published_at: status === 'draft' ? null : '2026-01-01T09:00:00Z' })
  return read(id)
}

describe('the life of a workshop', () => {
  const calls = {
    publish: ({ id, version }: Workshop) =>
      coordinator.publishWorkshop({ params: { workshopId: id }, ifMatch: version }),
    pause: ({ id, version }: Workshop) =>
      coordinator.pauseWorkshop({ params: { workshopId: id }, ifMatch: version, body: { reason: 'été' } }),
    resume: ({ id, version }: Workshop) => coordinator.resumeWorkshop({ params: { workshopId: id }, ifMatch: version }),
    end: ({ id, version }: Workshop) =>
      coordinator.endWorkshop({ params: { workshopId: id }, ifMatch: version, body: {} }),
  }
  test.each(workshopMachine.states)('from %s, each act goes where the table says or is refused', async (state) => {
    for (const act of ['publish', 'pause', 'resume', 'end'] as const) {
      const workshop = state === 'draft' ? await draft() : await workshopIn(state)
      const { from, to } = workshopMachine.acts[act]
      if (from.includes(state)) expect((await calls[act](workshop)).status).toBe(to)
      else await expect(calls[act](workshop)).rejects.toHaveProblem('act-not-possible', { state, act })
    }
  })

  test('why it is paused is told until it is taken up again', async () => {
    const paused = await calls.pause(await workshopIn('published'))
    expect(paused.statusReason).toBe('été')
    expect((await calls.resume(paused)).statusReason).toBeNull()
  })

  test('a workshop that ended is not changed any more', async () => {
    const { id, version } = await workshopIn('ended')
    const change = { params: { workshopId: id }, ifMatch: version, body: { title: 'Autre' } }
    await expect(coordinator.changeWorkshop(change)).rejects.toHaveProblem('act-not-possible')
  })

  test('two colleagues change the same version: the second is told, nothing of it is written', async () => {
    const { id, version } = await workshopIn('published')
    const change = (title: string) =>
      coordinator.changeWorkshop({ params: { workshopId: id }, ifMatch: version, body: { title } })
    await change('Première')
    await expect(change('Seconde')).rejects.toHaveProblem('version-outdated', { version: version + 1 })
    expect((await read(id)).title).toBe('Première')
  })

  test('the trail names the members that changed, not those that were only sent', async () => {
    const { id, version, capacity, languages } = await workshopIn('published')
    const body = { title: 'Autre titre', capacity, languages, summary: null }
    const changed = await coordinator.changeWorkshop({ params: { workshopId: id }, ifMatch: version, body })
    expect(changed.history?.[0]).toMatchObject({ act: 'workshop.changed', fields: ['title'] })
  })

  test('a room, a word or a colleague of another site is refused', async () => {
    const { id, version } = await workshopIn('published')
    const room = await t.given.room({ site: 'pilot' })
    const elsewhere = await t.signIn('coordinator', { site: 'pilot' })
    for (const body of [{ roomId: room.id }, { categoryId: room.id }, { ownerId: elsewhere.accountId }])
      await expect(
        coordinator.changeWorkshop({ params: { workshopId: id }, ifMatch: version, body }),
      ).rejects.toHaveProblem('rule-broken')
  })
})

describe('autonomy', () => {
  test('[A7] every level is kept with its day and reason; the latest day decides', async () => {
    const { id } = await workshopIn('published')
    const set = async (body: { level: Workshop['autonomy']; fromOn?: string; reason?: string }) =>
      coordinator.setAutonomy({ params: { workshopId: id }, ifMatch: (await read(id)).version, body })
    await set({ level: 'co_led', fromOn: '2026-10-01' })
    expect((await set({ level: 'autonomous', reason: 'trois séances seule' })).autonomy).toBe('autonomous')
    const late = await set({ level: 'supported', fromOn: '2026-11-01', reason: 'noté après coup' })
    expect(late.autonomy).toBe('autonomous')
    expect(late.autonomyHistory.map(({ level, fromOn, reason }) => [level, fromOn, reason])).toEqual([
      ['autonomous', '2026-11-22', 'trois séances seule'],
      ['supported', '2026-11-01', 'noté après coup'],
      ['co_led', '2026-10-01', null],
    ])
    await expect(set({ level: 'supervised', fromOn: '2026-11-23' })).rejects.toHaveProblem('rule-broken')
  })
})

describe('the list of workshops', () => {
  test('[A8] shows the words of the site as they are now, in French and English', async () => {
    const { item: term } = await addedTerm()
    const workshop = await workshopIn('published')
    await coordinator.changeWorkshop({
      params: { workshopId: workshop.id },
      ifMatch: workshop.version,
      body: { categoryId: term.id },
    })
    await lead.changeTerm({
      params: { siteId: t.sites.liege, termId: term.id },
      ifMatch: term.version,
      body: { labels: { fr: 'Couture et broderie', en: 'Sewing and embroidery' } },
    })
    const { items } = await coordinator.listWorkshops({ query: { categoryId: term.id } })
    expect(items.map(({ id, category }) => [id, category?.labels])).toEqual([
      [workshop.id, { fr: 'Couture et broderie', en: 'Sewing and embroidery' }],
    ])
  })

  test('[A8] a word whose last day has passed cannot be chosen any more; what carries it keeps it', async () => {
    const { item: term } = await addedTerm()
    const [keeper, other] = [await workshopIn('published'), await workshopIn('published')]
    const choose = ({ id, version }: Workshop) =>
      coordinator.changeWorkshop({ params: { workshopId: id }, ifMatch: version, body: { categoryId: term.id } })
    const kept = await choose(keeper)
    await lead.changeTerm({
      params: { siteId: t.sites.liege, termId: term.id },
      ifMatch: term.version,
      body: { endsOn: '2026-11-22' },
    })
    t.clock.set('2026-11-23T11:00:00Z')
    await expect(choose(other)).rejects.toHaveProblem('rule-broken')
    expect((await choose(kept)).category?.id).toBe(term.id)
    t.clock.set('2026-11-22T11:00:00Z')
  })
  let terms = 0
  const addedTerm = async () => ({
    item: await lead.addTerm({
      params: { siteId: t.sites.liege },
      body: { taxonomy: 'workshop_category', labels: { fr: `Essai ${++terms}`, en: `Trial ${terms}` } },
    }),
  })

  test('tells host, place, next session and autonomy, and filters by each', async () => {
    const room = await t.given.room()
    const person = await t.given.person({ family_name: 'Filtrée' })
    const { id } = await t.given.workshop({ room_id: room.id, title: 'Étoffes', autonomy: 'supported' })
    await t.insert('workshop_host', {
      id: crypto.randomUUID(),
      site_id: t.sites.liege,
      workshop_id: id,
      person_id: person.id,
      part: 'lead',
    })
    await t.given.session({ workshop_id: id, starts_on: '2026-11-20' })
    await t.given.session({ workshop_id: id, starts_on: '2026-11-29' })
    const row = await coordinator.listWorkshops({ query: { personId: person.id } })
    expect(row.items).toMatchObject([
      {
        id,
        hosts: [{ personId: person.id, name: 'Amina Filtrée' }],
        room: { id: room.id },
        autonomy: 'supported',
        nextSessionAt: expect.stringMatching(/^2026-11-29T17:00/),
      },
    ])
    const venueId = row.items[0]?.room?.venueId ?? ''
    for (const query of [
      { venueId },
      { text: 'etoff' },
      { text: 'filtree' },
      { autonomy: 'supported' as const, venueId },
    ])
      expect((await coordinator.listWorkshops({ query })).items.map((item) => item.id)).toEqual([id])
    expect((await coordinator.listWorkshops({ query: { venueId, status: ['draft', 'ended'] } })).items).toEqual([])
    const reader = await t.as('reader')
    expect((await reader.listWorkshops({ query: { text: 'filtree' } })).items).toEqual([])
    expect((await reader.listWorkshops({ query: { venueId } })).items[0]?.hosts).toEqual([{ personId: person.id }])
    const byHost = { query: { personId: person.id } }
    await expect(reader.listWorkshops(byHost)).rejects.toHaveProblem('not-allowed', { filter: 'personId' })
    // whoever reads names at another site learns nothing of this one
    const { client, accountId } = await t.signIn('reader')
    const grant = { role: 'coordinator', on_site_id: t.sites.pilot, starts_on: '2000-01-01' }
    await t.insert('role_grant', { id: newId(), account_id: accountId, ...grant })
    expect((await client.listWorkshops(byHost)).items).toEqual([])
    expect((await client.listWorkshops({ query: { venueId } })).items).toHaveLength(1)
  })

  test('what the team notes about people is read by those who read profiles', async () => {
    const { id, version } = await workshopIn('published')
    const params = { workshopId: id }
    await coordinator.pauseWorkshop({ params, body: { reason: 'Amina est souffrante' }, ifMatch: version })
    const condition = 'host_trained' as const
    await lead.waiveCondition({ params: { ...params, condition }, body: { reason: 'Amina a été formée ailleurs' } })
    for (const role of ['admin', 'social_officer'] as const)
      expect(JSON.stringify(await (await t.as(role)).getWorkshop({ params }))).toContain('Amina a été formée')
    for (const role of ['reader', 'evaluator', 'dpo'] as const)
      expect(JSON.stringify(await (await t.as(role)).getWorkshop({ params }))).not.toContain('Amina')
  })

  test('pages by title as French readers sort it', async () => {
    const client = await t.as('reader', { site: 'pilot' })
    for (const title of ['Échecs', 'Zumba', 'eau', 'Danse', 'Danse']) await t.given.workshop({ site: 'pilot', title })
    const seen: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page = await client.listWorkshops({
        query: { status: ['published'], limit: 2, ...(after ? { after } : {}) },
      })
      seen.push(...page.items.map(({ title }) => title))
      after = page.next
    }
    expect(seen).toEqual(['Danse', 'Danse', 'eau', 'Échecs', 'Zumba'])
  })

  test('another site sees nothing of it', async () => {
    const { id, version } = await workshopIn('published')
    const elsewhere = await t.as('programme_lead', { site: 'pilot' })
    const params = { workshopId: id }
    await expect(elsewhere.getWorkshop({ params })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.endWorkshop({ params, ifMatch: version, body: {} })).rejects.toHaveProblem('not-found')
    await expect(
      elsewhere.waiveCondition({ params: { ...params, condition: 'host_trained' }, body: { reason: 'x' } }),
    ).rejects.toHaveProblem('not-found')
    const person = await t.given.person({ site: 'pilot' })
    await expect(
      elsewhere.addWorkshopHost({ params, body: { personId: person.id, part: 'co' } }),
    ).rejects.toHaveProblem('not-found')
  })

  test('costs one statement, a workshop one too, an act seven', async () => {
    const one = await startApi({ database: { connections: 1 } })
    const client = await one.as('coordinator')
    const { id } = await one.given.workshop()
    const params = { workshopId: id }
    const { version } = await client.getWorkshop({ params })
    expect(await one.countQueries(() => client.listWorkshops())).toBe(1)
    expect(await one.countQueries(() => client.getWorkshop({ params }))).toBe(1)
    // begin, lock, read, save, audit, read, commit
    expect(await one.countQueries(() => client.endWorkshop({ params, ifMatch: version, body: {} }))).toBe(7)
    await one.stop()
  })
})
