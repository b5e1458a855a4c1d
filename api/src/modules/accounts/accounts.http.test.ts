import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { GrantRequest } from '@interra/contracts'
import { openAccount, signInAs } from '../../../test/accounts.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

const grant = (given: Partial<GrantRequest>): GrantRequest => ({
  role: 'coordinator',
  siteId: t.sites.liege,
  programme: null,
  expiresOn: null,
  ...given,
})
const invitation = (grants: GrantRequest[], email = `${newId()}@example.org`) => ({
  body: { name: 'Noor Janssens', email, locale: 'fr' as const, grants },
})

describe('inviting somebody', () => {
  test('[J1] opens an account with roles and leaves a trace', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const grants = [grant({ programme: 'interact' }), grant({ role: 'reader', siteId: null })]
    const account = await admin.inviteAccount(invitation(grants, 'Noor@Example.org'))
    expect(account).toMatchObject({ email: 'noor@example.org', state: 'invited', version: 1 })
    expect(account.grants).toEqual([
      { ...grants[0], siteName: 'Liège' },
      { ...grants[1], siteName: null },
    ])
    expect(await t.sql('select act, entity from audit_event where entity_id = $1', [account.id])).toEqual([
      { act: 'account.invited', entity: 'account' },
    ])
    await expect(admin.inviteAccount(invitation(grants, 'NOOR@example.org'))).rejects.toHaveProblem('account-exists')
  })

  test('[J1] a guest needs a last day, and a member behind the account must be of a site one reaches', async () => {
    const admin = await t.as('admin')
    await expect(admin.inviteAccount(invitation([grant({ role: 'host' })]))).rejects.toHaveProblem('rule-broken')
    const guest = grant({ role: 'host', expiresOn: '2027-06-30' })
    const member = await t.given.person()
    const { body } = invitation([guest])
    expect(await admin.inviteAccount({ body: { ...body, personId: member.id } })).toMatchObject({ personId: member.id })
    const stranger = await t.given.person({ site: 'pilot' })
    const other = { ...body, email: 'other@example.org', personId: stranger.id }
    await expect(admin.inviteAccount({ body: other })).rejects.toHaveProblem('rule-broken')
  })

  test('[J1] an admin of one site gives roles on that site only', async () => {
    const admin = await t.as('admin')
    await admin.inviteAccount(invitation([grant({})]))
    for (const siteId of [t.sites.pilot, null, newId()])
      await expect(admin.inviteAccount(invitation([grant({ siteId })]))).rejects.toHaveProblem('rule-broken')
  })
})

describe('changing what somebody may do', () => {
  test('[J1] takes effect at once and ends their sessions', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const opened = await openAccount(t, { role: 'reader' })
    const { client } = await signInAs(t, opened)
    await expect(client.listAccounts()).rejects.toHaveProblem('not-allowed')
    const params = { accountId: opened.accountId }
    const { version } = await admin.getAccount({ params })
    const changed = await admin.changeGrants({ params, ifMatch: version, body: { grants: [grant({ role: 'admin' })] } })
    expect(changed.grants).toMatchObject([{ role: 'admin', siteName: 'Liège' }])
    await expect(client.whoAmI()).rejects.toHaveProblem('not-signed-in')
    const again = await signInAs(t, opened)
    expect((await again.client.listAccounts()).items.length).toBeGreaterThan(0)
  })

  test('[J1] on one’s own account keeps the session at work and ends the others', async () => {
    const opened = await openAccount(t, { role: 'admin', siteId: null })
    const [here, elsewhere] = [await signInAs(t, opened), await signInAs(t, opened)]
    const params = { accountId: opened.accountId }
    const { version } = await here.client.getAccount({ params })
    const grants = [grant({ role: 'admin', siteId: null }), grant({})]
    await here.client.changeGrants({ params, ifMatch: version, body: { grants } })
    expect((await here.client.whoAmI()).grants).toHaveLength(2)
    await expect(elsewhere.client.whoAmI()).rejects.toHaveProblem('not-signed-in')
  })

  test('two admins at the same moment: the second is told what changed meanwhile', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const { accountId } = await openAccount(t)
    const { version } = await admin.getAccount({ params: { accountId } })
    const change = (role: GrantRequest['role']) =>
      admin.changeGrants({ params: { accountId }, ifMatch: version, body: { grants: [grant({ role })] } })
    const results = await Promise.allSettled([change('reader'), change('dpo')])
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toHaveLength(1)
    await expect(Promise.reject(refused[0])).rejects.toHaveProblem('version-outdated', { version: version + 1 })
  })

  test('[J1] an admin of one site neither sees nor touches what is held elsewhere', async () => {
    const everywhere = await t.as('admin', { site: 'all' })
    const ofLiege = await t.as('admin')
    const { accountId } = await openAccount(t)
    await t.insert('role_grant', {
      id: newId(),
      account_id: accountId,
      role: 'social_officer',
      on_site_id: t.sites.pilot,
      starts_on: '2020-01-01',
    })
    const params = { accountId }
    const seen = await ofLiege.getAccount({ params })
    expect(seen.grants.map(({ siteName }) => siteName)).toEqual(['Liège'])
    const grants = [grant({ role: 'evaluator' })]
    await ofLiege.changeGrants({ params, ifMatch: seen.version, body: { grants } })
    const all = await everywhere.getAccount({ params })
    expect(all.grants.map(({ role, siteName }) => `${role} ${siteName}`).sort()).toEqual([
      'evaluator Liège',
      'social_officer Ville pilote',
    ])
    await expect(ofLiege.disableAccount({ params, ifMatch: all.version })).rejects.toHaveProblem('not-allowed')
    await expect(ofLiege.resetSecondFactor({ params, ifMatch: all.version })).rejects.toHaveProblem('not-allowed')
    const elsewhere = await openAccount(t, { siteId: t.sites.pilot })
    await expect(ofLiege.getAccount({ params: { accountId: elsewhere.accountId } })).rejects.toHaveProblem('not-found')
  })
})

describe('disabling an account', () => {
  test('voids its links, and enabling it lets it sign in again with the same password', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const opened = await openAccount(t)
    const params = { accountId: opened.accountId }
    const { version } = await admin.getAccount({ params })
    const disabled = await admin.disableAccount({ params, ifMatch: version })
    expect(disabled.state).toBe('disabled')
    await expect(signInAs(t, opened)).rejects.toThrow('401')
    await expect(admin.disableAccount({ params, ifMatch: disabled.version })).rejects.toHaveProblem(
      'act-not-possible',
      {
        state: 'disabled',
      },
    )
    expect((await admin.enableAccount({ params, ifMatch: disabled.version })).state).toBe('active')
    await signInAs(t, opened)
  })

  test('an invited account that is enabled again still waits for its password', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const invited = await admin.inviteAccount(invitation([grant({})]))
    const params = { accountId: invited.id }
    const disabled = await admin.disableAccount({ params, ifMatch: invited.version })
    expect((await admin.enableAccount({ params, ifMatch: disabled.version })).state).toBe('invited')
  })
})

test('[J1] accounts are listed by name, page after page, and by state', async () => {
  const fresh = await startApi()
  try {
    const admin = await fresh.as('admin', { site: 'all', name: 'Zoé' })
    for (const name of ['Émile', 'Eric', 'Élodie', 'Adam'])
      await fresh
        .insert('account', { id: newId(), name, email: `${newId()}@example.org`, status: 'disabled' })
        .then(async ({ id }) =>
          fresh.insert('role_grant', { id: newId(), account_id: id, role: 'reader', starts_on: '2020-01-01' }),
        )
    const first = await admin.listAccounts({ query: { limit: 3 } })
    const second = await admin.listAccounts({ query: { limit: 3, after: first.next ?? '' } })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'Adam',
      'Élodie',
      'Émile',
      'Eric',
      'Zoé',
    ])
    expect(second.next).toBeNull()
    expect((await admin.listAccounts({ query: { state: 'active' } })).items.map(({ name }) => name)).toEqual(['Zoé'])
  } finally {
    await fresh.stop()
  }
})
