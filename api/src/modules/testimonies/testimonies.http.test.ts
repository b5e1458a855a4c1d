import { apiRoutes } from '@interra/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let personId: string
let testimonyId: string
let reportId: string
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

const words = 'Le mardi soir, je cuisine, et tout le monde parle.'

beforeEach(async () => {
  const lead = await t.as('programme_lead')
  personId = (await t.given.person({ given_name: 'Zohra', family_name: 'Amrani' })).id
  const agreed = { channel: 'oral', textVersion: '2026-11', mayName: true, language: 'fr' } as const
  testimonyId = (await lead.addTestimony({ body: { personId, words, ...agreed } })).id
  const siteId = t.sites.liege
  const period = { from: '2025-01-01', to: '2026-01-01', level: 'external' } as const
  const lines = [{ indicatorId: 'ACT-01' as const, by: [], each: null }]
  const report = await lead.addReport({ body: { siteId, title: 'Rapport annuel', template: null, ...period, lines } })
  reportId = report.id
  await lead.quoteTestimony({ params: { reportId, testimonyId } })
  const frozen = await lead.freezeReport({ params: { reportId }, ifMatch: report.version })
  await lead.publishReport({ params: { reportId }, ifMatch: frozen.version })
})

/** Every way out of a testimony, by the operation that it is read with. */
const outlets = {
  listTestimonies: async () => {
    const { items } = await (await t.as('coordinator')).listTestimonies({ query: { limit: 200 } })
    return items.filter(({ id }) => id === testimonyId)
  },
  listReportTestimonies: async () => {
    const { items } = await (await t.as('reader')).listReportTestimonies({ params: { reportId } })
    return items.filter(({ id }) => id === testimonyId)
  },
}

/** The tables, present and past, in which the words stand. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await t.sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'history')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await t.sql<{ id: string }>(`select 1 from ${name} x where x::text like $1 limit 1`, [`%${text}%`])
    if (rows.length > 0) found.push(name)
  }
  return found
}

const waysOut: readonly [string, () => Promise<unknown>][] = [
  [
    'by whoever follows them',
    async () => (await t.as('social_officer')).withdrawTestimony({ params: { testimonyId } }),
  ],
  [
    'as the consent to publish on their file is taken back',
    async () => {
      const coordinator = await t.as('coordinator')
      const file = await coordinator.getPerson({ params: { personId } })
      const given = file.consents?.find(({ purpose }) => purpose === 'image_testimony')
      await coordinator.withdrawConsent({ params: { personId, consentId: given?.id ?? '' } })
    },
  ],
  [
    'as they refuse later',
    async () => {
      const refused = { purpose: 'image_testimony', given: false, textVersion: '2026-11', language: 'fr' } as const
      await (await t.as('coordinator')).recordConsent({ params: { personId }, body: { ...refused, channel: 'paper' } })
    },
  ],
  ['as they are made anonymous', () => t.sql(`update person set status = 'anonymised' where id = $1`, [personId])],
]

describe('[H13] a testimony that was withdrawn', () => {
  test.each(waysOut)(
    '%s: it is out of every outlet, and of reports that were frozen and published',
    async (_, withdraw) => {
      for (const read of Object.values(outlets)) expect(await read()).toHaveLength(1)
      const before = await (await t.as('reader')).getReportContent({ params: { reportId } })
      const late = (await t.as('programme_lead')).quoteTestimony({ params: { reportId, testimonyId } })
      await expect(late).rejects.toHaveProblem('act-not-possible')
      await withdraw()
      for (const read of Object.values(outlets)) expect(await read()).toEqual([])
      expect(await (await t.as('reader')).getReportContent({ params: { reportId } })).toEqual(before)
      const lead = await t.as('programme_lead')
      await expect(lead.quoteTestimony({ params: { reportId, testimonyId } })).rejects.toHaveProblem('not-found')
    },
  )

  test('its words stand in no table any more, present, past, of requests or of the trail', async () => {
    const coordinator = await t.as('coordinator')
    const own = 'Personne ne m’avait jamais demandé de quoi j’étais fière.'
    const agreed = { channel: 'paper', textVersion: '2026-11', mayName: false, language: 'fr' } as const
    const body = { personId, words: own, ...agreed }
    const { id } = await coordinator.addTestimony({ body, idempotencyKey: '0197f3a0-0000-7000-8000-000000000013' })
    expect(await tablesWith(own)).toContain('public.testimony')
    await coordinator.withdrawTestimony({ params: { testimonyId: id } })
    expect(await tablesWith(own)).toEqual([])
  })

  test('no operation but those named here tells one', () => {
    const tells = (schema: unknown): boolean => {
      if (typeof schema !== 'object' || schema === null) return false
      const title: unknown = Reflect.get(schema, 'title')
      if (title === 'Testimony' || title === 'QuotedTestimony') return true
      return Object.values(schema).some(tells)
    }
    const telling = Object.entries(apiRoutes).filter(([, { success }]) => 'body' in success && tells(success.body))
    expect(telling.map(([name]) => name).sort()).toEqual(Object.keys(outlets).sort())
  })
})

describe('[H13] who reads a testimony', () => {
  test('readers of a report read the words, and the given name only if they agreed to it', async () => {
    expect(await outlets.listReportTestimonies()).toEqual([
      { id: testimonyId, words, language: 'fr', givenName: 'Zohra' },
    ])
    await t.sql('update testimony set may_name = false where id = $1', [testimonyId])
    expect(await outlets.listReportTestimonies()).toEqual([{ id: testimonyId, words, language: 'fr', givenName: null }])
  })

  test('names and consents are read by the case team, of its own site alone', async () => {
    const [told] = await outlets.listTestimonies()
    expect(told).toMatchObject({
      personId,
      personName: 'Zohra Amrani',
      consent: { channel: 'oral', textVersion: '2026-11' },
    })
    await expect((await t.as('reader')).listTestimonies({ query: {} })).rejects.toHaveProblem('not-allowed')
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    expect((await elsewhere.listTestimonies({ query: {} })).items).toEqual([])
    await expect(elsewhere.withdrawTestimony({ params: { testimonyId } })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.quoteTestimony({ params: { reportId, testimonyId } })).rejects.toHaveProblem('not-found')
  })

  test('under 18 a guardian agrees, by name; blank words and a day to come are refused', async () => {
    const lead = await t.as('programme_lead')
    const child = (await t.given.person({ birth_year: 2014, birth_month: 3, birth_day: 2 })).id
    const body = {
      personId: child,
      words,
      channel: 'paper',
      textVersion: '2026-11',
      mayName: false,
      language: 'fr',
    } as const
    await expect(lead.addTestimony({ body })).rejects.toHaveProblem('guardian-consent-missing')
    expect(await lead.addTestimony({ body: { ...body, guardianName: 'Sa tante' } })).toMatchObject({
      siteId: t.sites.liege,
    })
    await expect(lead.addTestimony({ body: { ...body, words: '  ' } })).rejects.toHaveProblem('rule-broken')
    await expect(lead.addTestimony({ body: { ...body, toldOn: '2199-01-01' } })).rejects.toHaveProblem('rule-broken')
  })
})
