import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { templates } from '../../src/mail/templates.ts'
import type { Scope } from '../../src/platform/http/context.ts'
import { runDueJobs, type Jobs } from '../../src/platform/jobs.ts'
import { compose } from '../../src/platform/mail/letter.ts'
import { createMailer, type Mail, type Mailer } from '../../src/platform/mailer.ts'
import { pickUpMessagesJob, queueMessage, sendMessageJob } from '../../src/platform/outbox.ts'
import { startApi, type Api } from '../harness.ts'
import { startSmtpServer } from './smtp-server.ts'

let t: Api
let scope: Scope
beforeAll(async () => {
  t = await startApi()
  scope = { sites: [], filterSites: [], actorKind: 'anonymous', actorId: null, requestId: 'outbox' }
})
afterAll(() => t.stop())
beforeEach(() => t.sql("update outbox_message set status = 'cancelled'"))

const reset = {
  siteId: null,
  kind: 'password-reset',
  locale: 'fr',
  address: 'lina@example.org',
  payload: { name: 'Lina <b>', link: 'http://localhost:3000/set-password#abc', minutes: '60' },
}
const queue = (more: Partial<Parameters<typeof queueMessage>[1]> = {}) =>
  t.database.write(scope, (db) => queueMessage(db, { ...reset, ...more }))
const state = async (id: string | null) =>
  (await t.sql('select status, attempts, last_error from outbox_message where id = $1', [id]))[0]
const linkOf = async (id: string | null) =>
  (await t.sql(`select payload ->> 'link' as link from outbox_message where id = $1`, [id]))[0]?.['link']
const mailOf = (id: string | null) => readFile(path.join(t.config.mailDir, `${id}.eml`), 'utf8')
const runWith = (mailer: Mailer) => {
  const jobs: Jobs = { 'send-message': sendMessageJob(mailer, templates), 'pick-up-messages': pickUpMessagesJob }
  return runDueJobs(t.deps, jobs, () => undefined)
}
const messageIdOf = (mail: string) => /^Message-ID: (.*)$/m.exec(mail)?.[1]?.trim()
const never = new Promise<void>(() => undefined)
function signal() {
  let give = (): void => undefined
  const given = new Promise<void>((resolve) => void (give = resolve))
  return { given, give: () => give() }
}
const overdue = () => t.sql("update outbox_message set due_at = now() - interval '1 hour' where status = 'queued'")

describe('a message', () => {
  test('is a mail in the language of its reader, with every word of it escaped', async () => {
    const id = await queue()
    await t.runJobs()
    const mail = await mailOf(id)
    expect(mail).toContain('To: lina@example.org')
    expect(mail).toContain(`Message-ID: <${id}@localhost>`)
    expect(mail).toContain('Lina &lt;b&gt;')
    expect(mail).toContain('http://localhost:3000/set-password#abc')
    expect(await state(id)).toEqual({ status: 'sent', attempts: 1, last_error: null })
  })

  test('exists only if what it tells about was committed', async () => {
    const failed = t.database.write(scope, async (db) => {
      await queueMessage(db, reset)
      throw new Error('afterwards')
    })
    await expect(failed).rejects.toThrow('afterwards')
    const waiting =
      "select (select count(*) from outbox_message where status = 'queued') as messages, (select count(*) from graphile_worker.jobs) as jobs"
    expect(await t.sql(waiting)).toEqual([{ messages: 0, jobs: 0 }])
  })

  test('with the same key is made once', async () => {
    const first = await queue({ dedupeKey: 'session moved' })
    expect(first).not.toBeNull()
    expect(await queue({ dedupeKey: 'session moved' })).toBeNull()
  })

  test('to somebody without an address is kept as not reachable', async () => {
    const id = await queue({ address: null })
    await t.runJobs()
    expect(await state(id)).toEqual({ status: 'not_reachable', attempts: 0, last_error: null })
  })
})

describe('sending', () => {
  test('once, when ten senders want it at once', async () => {
    const id = await queue()
    let sent = 0
    const mailer: Mailer = { send: async () => void sent++ }
    const job = sendMessageJob(mailer, templates)
    await Promise.all(Array.from({ length: 10 }, () => job.run(t.deps, { id })))
    expect(sent).toBe(1)
    expect(await state(id)).toMatchObject({ status: 'sent' })
  })

  test('a sender that died after sending is followed by another: the same mail, once', async () => {
    const id = await queue()
    const server = await startSmtpServer()
    const mailer = createMailer({ ...t.config, smtpUrl: server.url })
    const sent = signal()
    // what a killed process leaves: the mail is out, and nobody wrote it down
    const dying = { send: (mail: Mail) => mailer.send(mail).then(() => (sent.give(), never)) }
    void sendMessageJob(dying, templates).run(t.deps, { id })
    await sent.given
    expect(await state(id)).toMatchObject({ status: 'queued', attempts: 1 })

    await runWith(mailer)
    expect(server.received).toHaveLength(1)
    await overdue()
    await pickUpMessagesJob.run(t.deps, {})
    await runWith(mailer)
    expect(await state(id)).toEqual({ status: 'sent', attempts: 2, last_error: null })
    expect(new Set(server.received.map(messageIdOf))).toEqual(new Set([`<${id}@localhost>`]))
    await runWith(mailer)
    expect(server.received).toHaveLength(2)
    await server.stop()
  })

  test('a file is written once, whoever dies', async () => {
    const id = await queue()
    const files = createMailer(t.config)
    const sent = signal()
    const dying = { send: (mail: Mail) => files.send(mail).then(() => (sent.give(), never)) }
    void sendMessageJob(dying, templates).run(t.deps, { id })
    await sent.given
    await overdue()
    await pickUpMessagesJob.run(t.deps, {})
    await t.runJobs()
    expect(await state(id)).toMatchObject({ status: 'sent', attempts: 2 })
    expect((await readdir(t.config.mailDir)).filter((file) => file.includes(String(id)))).toEqual([`${id}.eml`])
  })

  test('to nobody keeps no link', async () => {
    expect(await linkOf(await queue({ address: null }))).toBeNull()
  })

  test('is tried again later and later, then counts as failed, with its reason', async () => {
    const id = await queue()
    const mailer = createMailer({ ...t.config, smtpUrl: 'smtp://127.0.0.1:1' })
    await runWith(mailer)
    expect(await state(id)).toMatchObject({
      status: 'queued',
      attempts: 1,
      last_error: expect.stringContaining('ECONNREFUSED'),
    })
    expect(await linkOf(id)).toContain('#abc')
    const waits: number[] = []
    for (let attempt = 2; attempt <= 8; attempt++) {
      const [row] = await t.sql<{ wait: number }>(
        'select extract(epoch from due_at - now())::int as wait from outbox_message where id = $1',
        [id],
      )
      waits.push(row?.wait ?? 0)
      await overdue()
      await pickUpMessagesJob.run(t.deps, {})
      await runWith(mailer)
    }
    expect(waits.every((wait, index) => wait > (waits[index - 1] ?? 0))).toBe(true)
    expect(await state(id)).toMatchObject({ status: 'failed', attempts: 8 })
    // nobody will send it any more: the link in it would only be there to be stolen
    expect(await linkOf(id)).toBeNull()
    await runWith(mailer)
    expect(await state(id)).toMatchObject({ attempts: 8 })
  })

  test('a message that cannot be written fails where it can be seen, and holds up no other', async () => {
    const [broken, whole] = [await queue({ kind: 'no-such-kind' }), await queue()]
    await t.runJobs()
    expect(await state(broken)).toMatchObject({ last_error: 'no template for messages of the kind no-such-kind' })
    expect(await state(whole)).toMatchObject({ status: 'sent' })
  })
})

/** Days, instants and codes are written out by the template; everything else stands as it is given. */
const codes: Readonly<Record<string, string>> = { outcome: 'admitted', status: 'accepted', why: 'gone' }
const isTold = (name: string) => /(On|At)$/.test(name) || name in codes
const sample = (name: string) =>
  codes[name] ?? (name.endsWith('On') ? '2026-11-26' : name.endsWith('At') ? '2026-11-26T17:00:00Z' : `<${name}>`)

describe('every template', () => {
  test.each(Object.entries(templates))('%s speaks French and English and uses what it needs', (kind, template) => {
    expect(Object.keys(template.words)).toEqual(expect.arrayContaining(['fr', 'en']))
    const payload = Object.fromEntries(template.needs.map((name) => [name, sample(name)]))
    for (const locale of Object.keys(template.words)) {
      const { subject, text, html } = compose(templates, kind, locale, payload)
      expect(subject.length).toBeGreaterThan(5)
      for (const name of template.needs) {
        if (isTold(name)) continue
        expect(`${subject}\n${text}`).toContain(`<${name}>`)
        expect(html).toContain(`&lt;${name}&gt;`)
      }
    }
    expect(() => compose(templates, kind, 'fr', {})).toThrow('lacks')
  })
})
