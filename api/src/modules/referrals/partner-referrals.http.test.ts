import type { PartnerReferral, SendReferral } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connect } from 'node:net'
import request from 'supertest'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'

let t: Api
let cpas: PartnerKey
beforeAll(async () => {
  t = await startApi()
  cpas = await t.partnerKey()
})
afterAll(() => t.stop())

const post = (body: SendReferral, idempotencyKey: string, key = cpas.key) =>
  request(t.url)
    .post('/v1/partner/referrals')
    .set({ authorization: `Bearer ${key}`, 'idempotency-key': idempotencyKey })
    .send(body)
const send = (body = referralBody(), { client } = cpas) =>
  client.sendReferral({ body, idempotencyKey: body.partnerReference })
const rowsOf = (reference: string) =>
  t.sql<{
    id: string
    status: string
    channel: string
    key_id: string
    received: SendReferral | null
    is_test: boolean
  }>('select id, status, channel, key_id, received, is_test from referral where partner_reference = $1', [reference])
const eventsOf = (id: string) =>
  t.sql<{ seq: number; to_status: string; partner_status: string | null; said: string | null }>(
    'select seq, to_status, partner_status, said from referral_event where referral_id = $1 order by seq',
    [id],
  )

describe('[F3] a partner sends somebody', () => {
  test('[F3] it is kept as it was sent, with its first event and its trace, and the answer says where it is', async () => {
    const body = referralBody()
    const answer = await post(body, 'first')
    expect(answer.status).toBe(201)
    const { id } = answer.body as PartnerReferral
    expect(answer.headers).toMatchObject({ location: `/v1/partner/referrals/${id}`, etag: '"1"' })
    const [row] = await rowsOf(body.partnerReference)
    expect(row).toMatchObject({ id, status: 'received', channel: 'api', key_id: cpas.keyId, received: body })
    expect(await eventsOf(id)).toEqual([{ seq: 1, to_status: 'received', partner_status: 'received', said: null }])
    const [trace] = await t.sql('select act, actor_kind, actor_id from audit_event where entity_id = $1', [id])
    expect(trace).toEqual({ act: 'referral.received', actor_kind: 'key', actor_id: cpas.keyId })
    expect(await cpas.client.getOwnReferral({ params: { referralId: id } })).toEqual(answer.body)
  })

  test('[L3] twenty at once with one key are one referral: one 201, and the others its replays or told to wait', async () => {
    const body = referralBody()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, 'twenty')))
    const created = answers.filter(({ status, headers }) => status === 201 && !headers['idempotent-replayed'])
    expect(created).toHaveLength(1)
    for (const { status, body: said } of answers)
      if (status !== 201) expect(said).toMatchObject({ code: 'idempotency-in-progress' })
    const again = await post(body, 'twenty')
    expect([again.status, again.headers['idempotent-replayed'], again.text]).toEqual([201, 'true', created[0]?.text])
    expect(await rowsOf(body.partnerReference)).toHaveLength(1)
  })

  test('[L3] twenty at once with keys of their own are one referral too: one 201, nineteen 200', async () => {
    const body = referralBody()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => post(body, `own-${at}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const [row] = await rowsOf(body.partnerReference)
    expect(await eventsOf(row?.id ?? '')).toHaveLength(1)
  })

  test('[L3] without a key 400; a key with another body 422; a reference with another body 409, with the way to it', async () => {
    const body = referralBody()
    await expect(cpas.client.sendReferral({ body })).rejects.toHaveProblem('idempotency-key-missing')
    const { id } = await send(body)
    const other = { ...body, message: 'Autre chose' }
    expect((await post(other, body.partnerReference)).body).toMatchObject({
      code: 'idempotency-key-reused',
      status: 422,
    })
    expect((await post(other, 'other-key')).body).toMatchObject({
      code: 'reference-used',
      status: 409,
      params: { location: `/v1/partner/referrals/${id}` },
    })
    const { message: _, ...without } = body
    expect((await post({ ...without, validUntil: null, message: body.message ?? '' }, 'same')).status).toBe(200)
  })

  test('[L3] whoever hangs up and sends again has one referral', async () => {
    const body = referralBody()
    const text = JSON.stringify(body)
    const head = `POST /v1/partner/referrals HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${cpas.key}\r\nIdempotency-Key: cut\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`
    await Promise.all(
      [0, 1, 2, 5, 10].map(
        (wait) =>
          new Promise<void>((resolve) => {
            const socket = connect(Number(new URL(t.url).port), '127.0.0.1', () => {
              socket.write(head + text)
              setTimeout(() => {
                socket.destroy()
                resolve()
              }, wait)
            })
          }),
      ),
    )
    let last = await post(body, 'cut')
    while (last.status === 409) last = await post(body, 'cut')
    expect(last.status).toBe(201)
    expect(await rowsOf(body.partnerReference)).toHaveLength(1)
  })

  test('[F3] [F8] what may not be kept is refused by member, and leaves nothing', async () => {
    const body = referralBody()
    const refused = async (change: object) => (await post({ ...body, ...change }, `r-${Math.random()}`)).body as object
    expect(await refused({ person: { ...body.person, nationality: 'ER' } })).toMatchObject({
      status: 400,
      errors: [{ pointer: '/person/nationality' }],
    })
    expect(await refused({ message: 'Registre 85.07.30-033.28' })).toMatchObject({
      code: 'national-number-refused',
      errors: [{ pointer: '/message' }],
    })
    expect(await refused({ partnerReference: '85.07.30-033.28' })).toMatchObject({
      code: 'national-number-refused',
      errors: [{ pointer: '/partnerReference' }],
    })
    expect(await refused({ consent: { ...body.consent, scopes: ['referral_feedback'] } })).toMatchObject({
      status: 422,
      errors: [{ pointer: '/consent/scopes', params: { rule: 'receive-not-agreed' } }],
    })
    expect(await rowsOf(body.partnerReference)).toEqual([])
    expect(await t.sql(`select from idempotency_key where body like '%85.07%'`)).toEqual([])
  })

  test('[F9] the answer for somebody we know is the same, but for ids and instants', async () => {
    const known = { email: 'connue@example.org', phone: '+32470998877' }
    await t.given.person({ given_name: 'Hawa', family_name: 'Diallo', birth_year: 1990, ...known })
    const bodies = [
      referralBody(
        {},
        { givenName: 'Hawa', familyName: 'Diallo', birthYear: 1990, contact: { preference: 'email', ...known } },
      ),
      referralBody(
        {},
        {
          givenName: 'Awah',
          familyName: 'Oballo',
          birthYear: 1990,
          contact: { preference: 'email', email: 'inconn@example.org', phone: '+32470998876' },
        },
      ),
    ]
    const answers = await Promise.all(bodies.map((body) => post(body, body.partnerReference)))
    const bare = answers.map(({ text, headers, body }, at) => {
      const { id } = body as PartnerReferral
      const said = [text, JSON.stringify(Object.keys(headers).sort()), headers['content-length']].join('\n')
      let plain = said.replaceAll(id, 'ID').replaceAll(bodies[at]?.partnerReference ?? '', 'REF')
      for (const own of ['Hawa', 'Diallo', 'Awah', 'Oballo', 'connue@', 'inconn@', '+32470998877', '+32470998876'])
        plain = plain.replaceAll(own, 'X')
      return plain
    })
    expect(bare[1]).toBe(bare[0])
  })

  test('[F2] nothing flows but for what the agreement is for', async () => {
    const counting = await t.partnerKey({ agreement: { purposes: ['statistics'] } })
    const body = referralBody()
    await expect(send(body, counting)).rejects.toHaveProblem('agreement-missing')
    expect(await rowsOf(body.partnerReference)).toEqual([])
    const oneWay = await t.partnerKey({ agreement: { purposes: ['referral'] } })
    expect(await send(referralBody(), oneWay)).toMatchObject({ partnerStatus: 'received', feedback: false })
    expect(await send()).toMatchObject({ feedback: true })
  })

  test('[F3] who reads what was sent of somebody leaves a trace', async () => {
    const { id } = await send()
    await cpas.client.getOwnReferral({ params: { referralId: id } })
    const text = 'select actor_kind, actor_id from audit_event where entity_id = $1 and act = $2'
    expect(await t.sql(text, [id, 'referral.read'])).toEqual([{ actor_kind: 'key', actor_id: cpas.keyId }])
  })

  test('[F3] a sandbox key writes in the sandbox, and neither side sees the other', async () => {
    const sandbox = await t.partnerKey({ partnerId: cpas.partnerId, test: true })
    const body = referralBody()
    const [live, tried] = [await send(body), await send(body, sandbox)]
    expect((await rowsOf(body.partnerReference)).map(({ is_test }) => is_test).sort()).toEqual([false, true])
    for (const [client, id] of [
      [sandbox.client, live.id],
      [cpas.client, tried.id],
    ] as const)
      await expect(client.getOwnReferral({ params: { referralId: id } })).rejects.toHaveProblem('not-found')
    expect((await sandbox.client.listOwnReferrals()).items.map(({ id }) => id)).toEqual([tried.id])
  })
})

describe('[F3] a partner follows whom it sent', () => {
  test('[F3] changes how they are reached, with the version it read; withdraws; and is over then', async () => {
    const sent = await send()
    const params = { referralId: sent.id }
    const contact = { preference: 'via_centre' as const }
    const change = (ifMatch: number) => cpas.client.changeReferralContact({ params, ifMatch, body: { contact } })
    await expect(
      cpas.client.changeReferralContact({ params, ifMatch: 1, body: { contact: { preference: 'email' } } }),
    ).rejects.toHaveProblem('rule-broken')
    const changed = await change(sent.version)
    expect(changed).toMatchObject({ version: 2, person: { contact } })
    await expect(change(1)).rejects.toHaveProblem('version-outdated')
    const withdrawn = await cpas.client.withdrawReferral({
      params,
      body: { requestedBy: 'person', reason: 'Déménage' },
    })
    expect(withdrawn).toMatchObject({ partnerStatus: 'ended', version: 3 })
    for (const late of [
      change(3),
      cpas.client.withdrawReferral({ params, body: { requestedBy: 'person' } }),
      cpas.client.giveReferralInformation({ params, body: { information: 'Encore' } }),
    ])
      await expect(late).rejects.toHaveProblem('act-not-possible')
    const events = await eventsOf(sent.id)
    expect(events.map(({ seq, to_status }) => [seq, to_status])).toEqual([
      [1, 'received'],
      [2, 'received'],
      [3, 'withdrawn'],
    ])
  })

  test('[F3] two changes at once: one stands, the other reads again', async () => {
    const sent = await send()
    const change = (phone: string) =>
      cpas.client.changeReferralContact({
        params: { referralId: sent.id },
        ifMatch: 1,
        body: { contact: { preference: 'phone', phone } },
      })
    const results = await Promise.allSettled([change('+32470000001'), change('+32470000002')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await eventsOf(sent.id)).map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('[F5] pages through its own, filters by status and reference', async () => {
    const fle = await t.partnerKey()
    const sent: PartnerReferral[] = []
    for (let at = 0; at < 5; at++) sent.push(await send(referralBody(), fle))
    await fle.client.withdrawReferral({ params: { referralId: sent[0]?.id ?? '' }, body: { requestedBy: 'partner' } })
    const pages: string[] = []
    let after: string | undefined
    do {
      const page = await fle.client.listOwnReferrals({ query: { limit: 2, ...(after ? { after } : {}) } })
      pages.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(pages).toEqual(sent.map(({ id }) => id).reverse())
    const ended = await fle.client.listOwnReferrals({ query: { status: 'ended' } })
    expect(ended.items.map(({ id }) => id)).toEqual([sent[0]?.id])
    const one = await fle.client.listOwnReferrals({ query: { partnerReference: sent[3]?.partnerReference ?? '' } })
    expect(one.items.map(({ id }) => id)).toEqual([sent[3]?.id])
    expect(JSON.stringify(one)).not.toContain('Selam')
  })

  test('[F8] without consent to feedback a partner reads that it was received, and no refusal tells it more', async () => {
    const body = referralBody()
    const sent = await send({ ...body, consent: { ...body.consent, scopes: ['referral_receive'] } })
    await t.sql(`update referral set status = 'declined' where id = $1`, [sent.id])
    const params = { referralId: sent.id }
    await expect(cpas.client.getOwnReferral({ params })).resolves.toEqual(sent)
    await cpas.client.giveReferralInformation({ params, body: { information: 'Elle est libre le mardi.' } })
    const withdrawn = await cpas.client.withdrawReferral({ params, body: { requestedBy: 'person' } })
    expect(withdrawn.partnerStatus).toBe('ended')
    expect(await t.sql('select status, withdrawn_by from referral where id = $1', [sent.id])).toEqual([
      { status: 'declined', withdrawn_by: 'person' },
    ])
  })
})
