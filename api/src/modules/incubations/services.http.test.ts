import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenAround, givenGuest, givenIncubation } from '../../../test/incubations.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
let social: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  social = await t.as('social_officer')
})
afterAll(() => t.stop())

const secret = 'Loyer impayé depuis août'
const ask = (incubationId: string, kind: 'social' | 'legal' | 'language' | 'writing', client = coordinator) =>
  client.askService({ body: { incubationId, kind, content: secret } })
const at = ({ id, version }: { id: string; version: number }) => ({
  params: { serviceRequestId: id },
  ifMatch: version,
})

describe('[E9] services', () => {
  test.each(['social', 'legal'] as const)(
    '[E9] what is said of a %s matter is read by social officers alone; whoever asked sees that it is open',
    async (kind) => {
      const { id } = await givenIncubation(t)
      const coach = await givenGuest(t)
      await givenAround(t, { id }, coach.personId)
      const asked = await ask(id, kind, coach.client)
      expect(asked).toMatchObject({ kind, status: 'open', matter: null })
      expect(asked).not.toHaveProperty('confidential')
      const noted = await social.noteService({ ...at(asked), body: { notes: 'Plan avec le propriétaire' } })
      expect(noted.confidential).toMatchObject({ content: secret, notes: 'Plan avec le propriétaire' })
      for (const client of [coach.client, coordinator, await t.as('admin'), await t.as('programme_lead')]) {
        const { items } = await client.listServices({ query: { incubationId: id } })
        expect(items).toMatchObject([{ id: asked.id, status: 'open' }])
        expect(JSON.stringify(items)).not.toMatch(/Loyer|propriétaire/)
        const moved = client.moveService({ ...at(noted), body: { act: 'take' } })
        await expect(moved).rejects.toHaveProblem('not-allowed')
      }
      const { items } = await social.listServices({ query: { incubationId: id } })
      expect(items[0]?.confidential?.content).toBe(secret)
    },
  )

  test.each(['social', 'legal'] as const)(
    '[E9] whoever asked for a %s service reads back that they did, its state and what they are told, never the notes',
    async (kind) => {
      const { id } = await givenIncubation(t)
      const coach = await givenGuest(t)
      await givenAround(t, { id }, coach.personId)
      const asked = await ask(id, kind, coach.client)
      expect(asked).toMatchObject({ mine: true, status: 'open', answer: null })
      const body = { notes: 'Plan avec le propriétaire', answer: 'Nous l’avons vue mardi, une suite en décembre' }
      const told = await social.noteService({ ...at(asked), body })
      expect(told.confidential).toEqual({ content: secret, ...body })
      await social.moveService({ ...at(told), body: { act: 'finish' } })
      const read = async (client: ApiClient) =>
        (await client.listServices({ query: { incubationId: id } })).items.find((one) => one.id === asked.id)
      const own = await read(coach.client)
      expect(own).toMatchObject({ mine: true, status: 'done', answer: body.answer })
      expect(JSON.stringify(own)).not.toMatch(/Loyer|propriétaire/)
      // nobody else who sees the request is told
      const second = await givenGuest(t)
      await givenAround(t, { id }, second.personId)
      for (const client of [second.client, coordinator, await t.as('programme_lead')])
        expect(await read(client)).toMatchObject({ mine: false, answer: null })
    },
  )

  test.each(['language', 'writing'] as const)(
    '[E9] a social officer who asked for a %s service reads back what they are told, never the notes',
    async (kind) => {
      const { id } = await givenIncubation(t)
      const asked = await ask(id, kind, social)
      const body = { notes: 'Trop de fautes pour l’envoyer', answer: 'La lettre part lundi' }
      await coordinator.noteService({ ...at(asked), body })
      const [own] = (await social.listServices({ query: { incubationId: id } })).items
      expect(own).toMatchObject({ mine: true, status: 'open', confidential: { content: secret, answer: body.answer } })
      expect(JSON.stringify(own)).not.toContain('fautes')
    },
  )

  test.each(['language', 'writing'] as const)(
    '[E9] a %s request is the team’s: a social officer reads that it is there',
    async (kind) => {
      const { id } = await givenIncubation(t)
      const asked = await ask(id, kind)
      expect(asked.matter?.content).toBe(secret)
      const { items } = await social.listServices({ query: { incubationId: id } })
      expect(items).toMatchObject([{ id: asked.id, kind }])
      expect(JSON.stringify(items)).not.toContain('Loyer')
      const taken = social.moveService({ ...at(asked), body: { act: 'take' } })
      await expect(taken).rejects.toHaveProblem('not-allowed')
    },
  )

  test('[E9] a request is open, in hand, then done or passed on to a partner, and may be opened again', async () => {
    const { id } = await givenIncubation(t)
    const asked = await ask(id, 'legal')
    const taken = await social.moveService({ ...at(asked), body: { act: 'take' } })
    expect(taken.status).toBe('in_hand')
    const nowhere = social.moveService({ ...at(taken), body: { act: 'passOn' } })
    await expect(nowhere).rejects.toHaveProblem('rule-broken')
    const unknown = social.moveService({ ...at(taken), body: { act: 'passOn', partnerId: newId() } })
    await expect(unknown).rejects.toHaveProblem('rule-broken')
    const { id: partnerId } = await t.insert<{ id: string }>('partner', {
      id: newId(),
      site_id: t.sites.liege,
      name: 'Point d’appui',
      types: ['cpas'],
    })
    const passed = await social.moveService({ ...at(taken), body: { act: 'passOn', partnerId } })
    expect(passed).toMatchObject({ status: 'passed_on', partner: { name: 'Point d’appui' } })
    expect(passed.closedAt).not.toBeNull()
    const again = await social.moveService({ ...at(passed), body: { act: 'reopen' } })
    expect(again).toMatchObject({ status: 'open', partner: null, closedAt: null })
    const done = await social.moveService({ ...at(again), body: { act: 'finish' } })
    await expect(social.moveService({ ...at(done), body: { act: 'take' } })).rejects.toHaveProblem('act-not-possible')
  })

  test('[E9] nothing of it stands in the audit trail, the search or the timeline', async () => {
    const one = await givenIncubation(t)
    await ask(one.id, 'social')
    const trail = await t.sql(`select row_to_json(e)::text as line from audit_event e where act like 'service.%'`)
    expect(trail.length).toBeGreaterThan(0)
    const timeline = await coordinator.getTimeline({ params: { personId: one.personId }, query: {} })
    const found = await coordinator.search({ body: { text: 'Loyer impayé' } })
    expect(JSON.stringify([trail, timeline, found.items])).not.toContain('Loyer')
  })

  test('[E9] what is confidential is in no answer that is kept for a replay', async () => {
    const { id: incubationId } = await givenIncubation(t)
    const call = { body: { incubationId, kind: 'social' as const, content: 'mot-canari' }, idempotencyKey: newId() }
    const asked = await social.askService(call)
    expect(asked.confidential).toBeNull()
    const kept = await t.sql(`select key from idempotency_key where body like '%mot-canari%'`)
    expect(kept).toEqual([])
    const { items } = await social.listServices({ query: { incubationId } })
    expect(items[0]?.confidential?.content).toBe('mot-canari')
  })

  test('[E9] [DP-23] reading requests leaves a line for each person they are about', async () => {
    const both = [await givenIncubation(t), await givenIncubation(t)]
    for (const { id } of both) for (const kind of ['social', 'legal'] as const) await ask(id, kind)
    await social.listServices({ query: {} })
    const people = both.map(({ personId }) => personId).sort()
    const traces = await t.sql<{ person_id: string }>(
      `select person_id from read_trace where operation = 'listServices' and person_id = any($1) order by person_id`,
      [people],
    )
    expect(traces.map(({ person_id }) => person_id)).toEqual(people)
  })

  test('[E9] a coach knows of the requests of their own incubatees only', async () => {
    const [mine, other] = [await givenIncubation(t), await givenIncubation(t)]
    const coach = await givenGuest(t)
    await givenAround(t, mine, coach.personId)
    await ask(mine.id, 'writing')
    await ask(other.id, 'writing')
    const { items } = await coach.client.listServices({ query: {} })
    expect(items.map(({ incubationId }) => incubationId)).toEqual([mine.id])
    await expect(ask(other.id, 'writing', coach.client)).rejects.toHaveProblem('not-found')
  })
})
