import { referralTemplate } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'

let t: Api
let cpas: PartnerKey
let coordinator: Awaited<ReturnType<Api['as']>>
beforeAll(async () => {
  t = await startApi()
  cpas = await t.partnerKey()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const columns = referralTemplate.trim().split(';')
const usual: Readonly<Record<string, string>> = {
  referrer_name: 'Claire Dubois',
  referrer_email: 'claire@example.org',
  given_name: 'Selam',
  preference: 'phone',
  phone: '0470 11 22 33',
  languages: 'ti fr:basic',
  services: 'interact|unsure',
  reasons: 'isolation',
  consent_on: '2026-11-20',
  consent_method: 'oral_interpreter',
  consent_language: 'ti',
  consent_scopes: 'referral_receive referral_feedback',
  commitment: 'oui',
}
const line = (change: Readonly<Record<string, string>>, sign = ';') =>
  columns
    .map((name) => change[name] ?? usual[name] ?? '')
    .map((cell) => (cell.includes(sign) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(sign)
const fileOf = (...rows: string[]) => `${referralTemplate}${rows.join('\r\n')}\r\n`
const params = () => ({ partnerId: cpas.partnerId })
const check = (text: string) => coordinator.checkReferralFile({ params: params(), body: { text } })
const write = (text: string, only: 'all' | 'good' = 'all') =>
  coordinator.importReferralFile({ params: params(), body: { text, only } })
const count = async () => (await t.sql(`select from referral where channel = 'csv'`)).length

test('[F3] a file of referrals is written once: with BOM or not, by ; or , and cells in quotes', async () => {
  const message = 'Aime cuisiner ; "vite", et\nbien'
  const text = fileOf(line({ reference: 'CPAS-1', message }), line({ given_name: 'Omar' }))
  expect(await check(text)).toEqual({ rows: 2, good: 2, known: 0, written: 0, faults: [] })
  expect(await count()).toBe(0)
  expect(await write(text)).toMatchObject({ written: 2 })
  expect(await write(text)).toMatchObject({ good: 2, known: 2, written: 0 })
  const commas = [columns.join(','), line({ given_name: 'Lina' }, ','), ''].join('\n')
  expect(await write(commas)).toMatchObject({ written: 1, faults: [] })
  const [kept] = await t.sql(
    `select channel, entered_by is not null as by_staff, received #>> '{person,contact,phone}' as phone,
      received -> 'message' #>> '{}' as message from referral where partner_reference = 'CPAS-1'`,
  )
  expect(kept).toEqual({ channel: 'csv', by_staff: true, phone: '+32470112233', message })
})

test('[F3] of a file that two colleagues write at once, each row is written and counted once', async () => {
  const text = fileOf(...['A', 'B', 'C'].map((reference) => line({ reference: `TWICE-${reference}` })))
  const twice = [write(text), write(text)]
  const written = (await Promise.all(twice)).map((report) => report.written)
  expect(written.sort()).toEqual([0, 3])
})

test('[F3] each row that is wrong is told by row and column; nothing is written, or only the good ones when one says so', async () => {
  const before = await count()
  const text = fileOf(
    line({ reference: 'R-2' }),
    line({ reference: 'R-3', preference: 'pigeon' }),
    line({ reference: 'R-4', phone: '' }),
    line({ reference: 'R-5', message: 'NISS 85.07.30-033.28' }),
    line({ reference: 'R-6', consent_scopes: 'referral_feedback' }),
    line({ reference: 'R-2', given_name: 'Ali' }),
    line({ reference: 'CPAS-1', given_name: 'Ali' }),
    line({ reference: 'R-9', commitment: 'non', consent_on: '20/11/2026' }),
  )
  const report = await write(text)
  expect(report).toMatchObject({ rows: 8, good: 1, written: 0 })
  expect(report.faults).toEqual([
    { row: 3, column: 'preference', code: 'enum', rule: null },
    { row: 4, column: 'phone', code: 'rule-broken', rule: 'nobody-to-reach' },
    { row: 5, column: 'message', code: 'national-number-refused', rule: null },
    { row: 6, column: 'consent_scopes', code: 'rule-broken', rule: 'receive-not-agreed' },
    { row: 7, column: 'reference', code: 'rule-broken', rule: 'named-twice' },
    { row: 8, column: 'reference', code: 'reference-used', rule: null },
    { row: 9, column: 'referred_on', code: expect.any(String), rule: null },
    { row: 9, column: 'consent_on', code: expect.any(String), rule: null },
    { row: 9, column: 'commitment', code: 'const', rule: null },
  ])
  expect(await count()).toBe(before)
  expect(await write(text, 'good')).toMatchObject({ written: 1 })
  expect(await count()).toBe(before + 1)
  expect(await t.sql(`select from referral where received::text like '%85.07%'`)).toEqual([])
})

test('[F3] what is no file of referrals is refused whole: a broken one, a missing column, 5,000 rows, no agreement, another site', async () => {
  const before = await count()
  await expect(write(`${referralTemplate}"CPAS;1`)).rejects.toHaveProblem('csv-broken')
  await expect(write('nom;prénom\r\nA;B')).rejects.toHaveProblem('rule-broken')
  await expect(write('given_name\r\nSelam')).rejects.toHaveProblem('rule-broken')
  await expect(write(referralTemplate)).rejects.toHaveProblem('rule-broken')
  const many = fileOf(...Array.from({ length: 501 }, () => line({ message: '' })))
  await expect(write(many, 'good')).rejects.toHaveProblem('rule-broken')
  const thousands = fileOf(...Array.from({ length: 5_000 }, () => line({})))
  await expect(write(thousands, 'good')).rejects.toHaveProblem('body-too-large')
  const ended = await t.partnerKey({ agreement: { ends_on: '2025-12-31' } })
  const without = { params: { partnerId: ended.partnerId }, body: { text: fileOf(line({})) } }
  await expect(coordinator.checkReferralFile(without)).rejects.toHaveProblem('agreement-missing')
  const elsewhere = await t.as('coordinator', { site: 'pilot' })
  await expect(
    elsewhere.importReferralFile({ params: params(), body: { text: fileOf(line({})), only: 'good' } }),
  ).rejects.toHaveProblem('not-found')
  expect(await count()).toBe(before)
})
